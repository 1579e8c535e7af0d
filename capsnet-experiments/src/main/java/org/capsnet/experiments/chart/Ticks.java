// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The range of an axis and its round numbers: multiples of 1, 2 or 5 times a power of ten, or the powers themselves.
 *
 * @param low where the axis starts
 * @param high where it ends, greater than {@code low}
 * @param step the distance of two ticks, greater than 0; the number of decades on a logarithmic axis
 * @param logarithmic whether equal distances are equal factors
 */
public record Ticks(double low, double high, double step, boolean logarithmic) {

    /** Forgives the rounding of a multiple of the step. */
    private static final double SLACK = 1e-9;

    /** A logarithmic axis shows at most as many ticks. */
    private static final int MOST_DECADES = 6;

    /** An axis that goes on to the next round numbers beyond the data, for values. */
    public static Ticks around(double min, double max, int about) {
        double step = roundStep(min, max, about, 0);
        double low = Math.floor(min / step + SLACK) * step;
        double high = Math.ceil(max / step - SLACK) * step;
        return new Ticks(low, high > low ? high : low + step, step, false);
    }

    /** An axis that ends with the data, with ticks at whole numbers, for things that are counted. */
    public static Ticks counting(long first, long last, int about) {
        double step = roundStep(first, last, about, 1);
        return first < last ? new Ticks(first, last, step, false) : new Ticks(first - 0.5, first + 0.5, 1, false);
    }

    /**
     * A logarithmic axis that goes on to the next powers of ten.
     *
     * @param min greater than 0
     * @param max not less than {@code min}
     */
    public static Ticks decades(double min, double max) {
        double low = Math.floor(Math.log10(min) + SLACK);
        double high = Math.max(low + 1, Math.ceil(Math.log10(max) - SLACK));
        return new Ticks(Math.pow(10, low), Math.pow(10, high), Math.ceil((high - low) / MOST_DECADES), true);
    }

    /** The ticks in ascending order. */
    Stream<Double> values() {
        double from = scaled(low);
        double to = scaled(high);
        return LongStream.rangeClosed((long) Math.ceil(from / step - SLACK), (long) Math.floor(to / step + SLACK))
                .mapToObj(multiple -> logarithmic ? Math.pow(10, multiple * step) : multiple * step);
    }

    /** A tick as text, with as many decimals as tell it from the next. */
    String label(double value) {
        if (logarithmic) {
            return "1e" + Math.round(Math.log10(value));
        }
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - SLACK));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Where a value is on the axis, 0 to 1. */
    double position(double value) {
        return (scaled(value) - scaled(low)) / (scaled(high) - scaled(low));
    }

    private double scaled(double value) {
        return logarithmic ? Math.log10(value) : value;
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
