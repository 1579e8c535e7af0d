// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Arithmetic on what capsules contribute to another. */
final class Shares {

    private Shares() {}

    /** {@code +3.1 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share).replace('-', '−');
    }

    /** The numbers of the largest, largest first; of equal ones the first comes first. */
    static List<Integer> largest(double[] values, int count) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(capsule -> -values[capsule]))
                .limit(count)
                .toList();
    }

    /** How many of the largest make half of all that points towards the capsule. */
    static int half(double[] values) {
        double[] towards =
                Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
        double wanted = Arrays.stream(towards).sum() / 2;
        double sum = 0;
        int count = 0;
        for (int k = towards.length - 1; k >= 0 && sum < wanted; k--) {
            sum += towards[k];
            count++;
        }
        return count;
    }

    static double most(double[]... values) {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** The sum of all amounts, whatever their signs. */
    static double amounts(double[] values) {
        return Arrays.stream(values).map(Math::abs).sum();
    }

    static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
