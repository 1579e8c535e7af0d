// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.Collection;

/**
 * What repeated measurements came to.
 *
 * @param median the middle one
 * @param lower a quarter of them are below
 * @param upper a quarter of them are above
 */
public record Quartiles(double median, double lower, double upper) {

    /** Of at least one measurement; quantiles between two of them are interpolated. */
    static Quartiles of(Collection<Double> measurements) {
        double[] sorted =
                measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quartiles(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    /** Half of the distance between the quartiles. */
    double halfWidth() {
        return (upper - lower) / 2;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
