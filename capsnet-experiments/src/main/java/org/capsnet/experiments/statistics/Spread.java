// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Mean and sample standard deviation of some values.
 *
 * @param n how many
 * @param mean nothing if there are none
 * @param deviation with n - 1 in the denominator; nothing if there is only one
 */
public record Spread(int n, OptionalDouble mean, OptionalDouble deviation) {

    /** Of values, none or more. */
    public static Spread of(List<Double> values) {
        int n = values.size();
        if (n == 0) {
            return new Spread(0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double mean = values.stream().mapToDouble(value -> value).sum() / n;
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Spread(
                n,
                OptionalDouble.of(mean),
                n == 1 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / (n - 1))));
    }
}
