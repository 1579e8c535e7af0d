// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The range of an axis and its round numbers: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param low where the axis starts
 * @param high where it ends, greater than {@code low}
 * @param step the distance of two ticks, greater than 0
 */
record Ticks(double low, double high, double step) {

    /** Forgives the rounding of a multiple of the step. */
    private static final double SLACK = 1e-9;

    /** An axis that goes on to the next round numbers beyond the data, for values. */
    static Ticks around(double min, double max, int about) {
        double step = roundStep(min, max, about, 0);
        double low = Math.floor(min / step + SLACK) * step;
        double high = Math.ceil(max / step - SLACK) * step;
        return new Ticks(low, high > low ? high : low + step, step);
    }

    /** An axis that ends with the data, with ticks at whole numbers, for things that are counted. */
    static Ticks counting(long first, long last, int about) {
        double step = roundStep(first, last, about, 1);
        return first < last ? new Ticks(first, last, step) : new Ticks(first - 0.5, first + 0.5, 1);
    }

    /** The ticks in ascending order. */
    Stream<Double> values() {
        return LongStream.rangeClosed((long) Math.ceil(low / step - SLACK), (long) Math.floor(high / step + SLACK))
                .mapToObj(multiple -> multiple * step);
    }

    /** A tick as text, with as many decimals as tell it from the next. */
    String label(double value) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - SLACK));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Where a value is on the axis, 0 to 1. */
    double position(double value) {
        return (value - low) / (high - low);
    }

    private static double roundStep(double min, double max, int about, double least) {
        double rough = Math.max((max - min) / about, least);
        if (!(rough > 0)) {
            return Math.max(least, max == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(Math.abs(max)))));
        }
        double power = Math.pow(10, Math.floor(Math.log10(rough) + SLACK));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - SLACK)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
