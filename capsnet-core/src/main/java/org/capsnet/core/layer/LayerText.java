// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/** What layers say when they are put together wrongly. */
final class LayerText {

    private LayerText() {}

    /** "CapsuleLayer "digits"" or just the type for a layer without name. */
    static String of(Layer layer) {
        String type = layer.getClass().getSimpleName();
        return layer.getLayerName() == null ? type : type + " \"" + layer.getLayerName() + "\"";
    }

    static String of(Layer layer, int index) {
        return of(layer) + (index < 0 ? "" : " (layer " + index + ")");
    }

    static void requireFloatOrDouble(Layer layer, DataType type) {
        if (type != DataType.FLOAT && type != DataType.DOUBLE) {
            throw new IllegalStateException(of(layer) + " works in FLOAT or DOUBLE, but the network's data type is "
                    + type + ": squares of capsule lengths need their range");
        }
    }

    static CapsuleType requireCapsules(Layer layer, int index, InputType below) {
        if (below instanceof InputType.InputTypeRecurrent capsules && capsules.getTimeSeriesLength() > 0) {
            return CapsuleType.of(capsules);
        }
        throw new IllegalStateException(
                of(layer, index) + " needs capsules [batch, capsules, dimensions] below it, but gets " + describe(below)
                        + remedy(below));
    }

    static InputType.InputTypeConvolutional requireImages(Layer layer, int index, InputType below) {
        if (below instanceof InputType.InputTypeConvolutional images) {
            return images;
        }
        throw new IllegalStateException(of(layer, index)
                + " needs images or feature maps [batch, channels, height, width] below it, but gets " + describe(below)
                + ". Set the network's input type to InputType.convolutional(height, width, channels)");
    }

    static String describe(InputType type) {
        if (type instanceof InputType.InputTypeConvolutional maps) {
            return maps.getChannels() + " feature maps of " + maps.getHeight() + "x" + maps.getWidth();
        }
        if (type instanceof InputType.InputTypeFeedForward flat) {
            return "a vector of " + flat.getSize();
        }
        if (type instanceof InputType.InputTypeRecurrent capsules) {
            return capsules.getTimeSeriesLength() > 0
                    ? capsules.getSize() + " capsules of dimension " + capsules.getTimeSeriesLength()
                    : "a series of unknown length";
        }
        return String.valueOf(type);
    }

    private static String remedy(InputType below) {
        return below instanceof InputType.InputTypeConvolutional
                ? ". Put PrimaryCapsules between them"
                : ". Use the output of PrimaryCapsules or of another capsule layer";
    }
}
