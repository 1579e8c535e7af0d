// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The line through the measurements at two batch sizes; both and all batches that it is asked for are computed in the
 * same way.
 *
 * @param small at the smaller size
 * @param large at the larger size; the same if there is but one
 */
record CostLine(Measurement small, Measurement large) {

    long bytes(int batch) {
        return Math.round(at(batch, Measurement::bytes));
    }

    double seconds(int batch) {
        return at(batch, Measurement::seconds);
    }

    List<Long> layerBytes(int batch) {
        return IntStream.range(0, large.layerBytes().size())
                .mapToObj(layer -> Math.round(
                        at(batch, measurement -> measurement.layerBytes().get(layer))))
                .toList();
    }

    private double at(int batch, ToDoubleFunction<Measurement> quantity) {
        double last = quantity.applyAsDouble(large);
        double distance = batch - large.batch();
        if (small.batch() == large.batch()) {
            return last + distance * last / large.batch();
        }
        double slope = (last - quantity.applyAsDouble(small)) / (large.batch() - small.batch());
        // A larger batch never costs less; nor can an image cost more than its share, but for errors of measurement.
        return last + distance * Math.min(Math.max(slope, 0), last / large.batch());
    }
}
