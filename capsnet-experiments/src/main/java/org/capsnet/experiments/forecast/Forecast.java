// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.util.List;
import org.capsnet.experiments.training.NamedRouting;

/**
 * What training a network will need.
 *
 * @param routing the routing of all its stages
 * @param batchSize the images of a training step
 * @param microBatch how many of them are computed at once; fewer than the batch where it wouldn't fit into memory
 * @param layers from below to above
 * @param memory of the process that trains
 * @param secondsPerStep how long a training step takes
 */
public record Forecast(
        NamedRouting routing,
        int batchSize,
        int microBatch,
        List<LayerForecast> layers,
        MemoryForecast memory,
        double secondsPerStep) {

    /** Keeps a copy of the list. */
    public Forecast {
        layers = List.copyOf(layers);
    }

    /** The same with another time of a step. */
    Forecast taking(double newSecondsPerStep) {
        return new Forecast(routing, batchSize, microBatch, layers, memory, newSecondsPerStep);
    }

    /** How many numbers are trained. */
    public long parameters() {
        return layers.stream().mapToLong(LayerForecast::parameters).sum();
    }

    /** In how many parts a batch is computed; 1 if it isn't split. */
    public int parts() {
        return (batchSize + microBatch - 1) / microBatch;
    }
}
