// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where an array is furthest from what it should be, in words. */
final class ArrayDifference {

    /** What rounding leaves of numbers around 1 that cancel; tools/golden allows the same. */
    private static final double ROUNDING = 1e-14;

    private ArrayDifference() {}

    /**
     * Nothing if the arrays agree.
     *
     * @param tolerance how far an element may be off, relative to the largest expected one
     */
    static Optional<String> of(INDArray actual, INDArray expected, double tolerance) {
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            return Optional.of(
                    "shape " + Arrays.toString(actual.shape()) + " instead of " + Arrays.toString(expected.shape()));
        }
        double[] is = Values.of(actual);
        double[] should = Values.of(expected);
        double allowed = Math.max(tolerance * Values.largest(expected), ROUNDING);
        double error = -1;
        int worst = 0;
        // A NaN is the worst, and can't be exceeded.
        for (int k = 0; k < is.length && !Double.isNaN(error); k++) {
            double here = Math.abs(is[k] - should[k]);
            if (!(here <= error)) {
                error = here;
                worst = k;
            }
        }
        if (error <= allowed) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "largest error %.3g at %s, %s instead of %s; allowed is %.3g",
                error,
                Values.position(worst, expected.shape()),
                is[worst],
                should[worst],
                allowed));
    }
}
