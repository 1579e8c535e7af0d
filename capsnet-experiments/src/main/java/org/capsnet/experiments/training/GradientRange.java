// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The smallest and the largest element of the gradient of a batch's mean loss by the weights, without the bias, of the first
 * layer that has any. The backward pass ends there, so it shows what routing leaves of a gradient. Elements that are NaN
 * don't count; after such a step the run ends.
 *
 * @param min {@link Double#NaN} if it isn't known
 * @param max {@link Double#NaN} if it isn't known
 */
public record GradientRange(double min, double max) {

    /** Of a step that nobody looked at. */
    public static final GradientRange UNKNOWN = new GradientRange(Double.NaN, Double.NaN);

    /**
     * Looks at a network between the backward pass and the updater. Until then, its gradient is a sum over the images: it is
     * Deeplearning4j's updater that divides by their number, and that adds regularisation, which isn't in here.
     */
    static GradientRange of(MultiLayerNetwork network) {
        for (Layer layer : network.getLayers()) {
            List<String> weights = layer.conf()
                    .getLayer()
                    .initializer()
                    .weightKeys(layer.conf().getLayer());
            if (!weights.isEmpty()) {
                // One array in every layer that networks here begin with.
                INDArray gradient = network.gradient().getGradientFor(layer.getIndex() + "_" + weights.get(0));
                return new GradientRange(
                        gradient.minNumber().doubleValue() / network.batchSize(),
                        gradient.maxNumber().doubleValue() / network.batchSize());
            }
        }
        return UNKNOWN;
    }
}
