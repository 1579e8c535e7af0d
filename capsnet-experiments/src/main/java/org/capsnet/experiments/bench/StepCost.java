// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a step of a network costs.
 *
 * @param seconds of every step that counted, in their order
 * @param layers from below to above; empty where only outputs were computed
 * @param parameters numbers that are trained
 * @param peakBytes the most physical memory that the process has had so far, where the system tells
 */
public record StepCost(List<Double> seconds, List<LayerCost> layers, long parameters, OptionalLong peakBytes) {

    /**
     * What one layer takes of a training step.
     *
     * @param name what it is
     * @param parameters numbers that are trained
     * @param forward median seconds of the forward pass
     * @param backward median seconds of the backward pass
     */
    public record LayerCost(String name, long parameters, double forward, double backward) {}

    public StepCost {
        seconds = List.copyOf(seconds);
        layers = List.copyOf(layers);
    }

    /** Median and quartiles of the seconds of a step. */
    public Quartiles quartiles() {
        return Quartiles.of(seconds);
    }

    /** What the layers leave of a step: the optimiser, and the framework around it. */
    double rest() {
        double inLayers = layers.stream()
                .mapToDouble(layer -> layer.forward() + layer.backward())
                .sum();
        return Math.max(0, quartiles().median() - inLayers);
    }
}
