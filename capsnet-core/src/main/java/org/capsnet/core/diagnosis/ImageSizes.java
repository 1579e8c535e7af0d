// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleType;
import org.capsnet.core.routing.Grid;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which images fit a network: those from which the lowest capsule layer gets as many capsules as it was built for. */
final class ImageSizes {

    private static final int LARGEST = 512;

    private final MultiLayerConfiguration configuration;
    private final int capsuleLayer;
    private final long channels;

    private ImageSizes(MultiLayerConfiguration configuration, int capsuleLayer, long channels) {
        this.configuration = configuration;
        this.capsuleLayer = capsuleLayer;
        this.channels = channels;
    }

    /**
     * Fails unless images fit. Only networks of images with a {@link CapsuleLayer} are looked at.
     *
     * @throws IllegalArgumentException if they don't; the message has the sizes that do
     */
    static void requireFitting(MultiLayerNetwork network, INDArray images) {
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        Optional<Integer> lowest = IntStream.range(0, network.getnLayers())
                .boxed()
                .filter(index -> CapsuleOutput.configuration(network, index) instanceof CapsuleLayer)
                .findFirst();
        if (images.rank() != 4 || lowest.isEmpty()) {
            return;
        }
        CapsuleLayer layer = (CapsuleLayer) CapsuleOutput.configuration(network, lowest.get());
        ImageSizes sizes = new ImageSizes(configuration, lowest.get(), images.size(1));
        long height = images.size(2);
        long width = images.size(3);
        Optional<InputTypeRecurrent> capsules = sizes.capsules(height, width);
        long wanted = layer.shape().inputs();
        if (capsules.isPresent() && capsules.get().getSize() == wanted) {
            return;
        }
        throw new IllegalArgumentException("Images of " + height + "x" + width + " don't fit this network: "
                + CapsuleOutput.name(network, lowest.get()) + " was built for " + wanted
                + " capsules below it, but gets "
                + capsules.map(type -> String.valueOf(type.getSize())).orElse("none, since they are too small")
                + ". " + layer.inputGrid().map(sizes::fitting).orElse("")
                + "Build the network with setInputType(InputType.convolutional(" + height + ", " + width + ", "
                + images.size(1) + ")), or scale or crop the images.");
    }

    private Optional<InputTypeRecurrent> capsules(long height, long width) {
        InputType type = InputType.convolutional(height, width, channels);
        try {
            for (int index = 0; index < capsuleLayer; index++) {
                InputPreProcessor before = configuration.getInputPreProcess(index);
                type = before == null ? type : before.getOutputType(type);
                type = configuration.getConf(index).getLayer().getOutputType(index, type);
            }
        } catch (RuntimeException e) {
            // So the layers say that a size is too small for them.
            return Optional.empty();
        }
        return type instanceof InputTypeRecurrent capsules ? Optional.of(capsules) : Optional.empty();
    }

    private String fitting(Grid grid) {
        return "Images that fit are " + range(other -> other.height() == grid.height()) + " high and "
                + range(other -> other.width() == grid.width()) + " wide. ";
    }

    /** The sides whose grid is right. */
    private String range(Predicate<Grid> right) {
        int[] sides = IntStream.rangeClosed(1, LARGEST)
                .filter(side -> capsules(side, side)
                        .filter(CapsuleType.class::isInstance)
                        .flatMap(type -> ((CapsuleType) type).grid())
                        .filter(right)
                        .isPresent())
                .toArray();
        int last = sides.length == 0 ? 0 : sides[sides.length - 1];
        return sides.length < 2 ? String.valueOf(last) : sides[0] + " to " + last;
    }
}
