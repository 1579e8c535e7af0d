// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.Locale;

/** Numbers for people: alike whatever the locale. */
public final class Numbers {

    private Numbers() {}

    /** {@code 8,141,824}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share from 0 to 1 as {@code 80.4 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A share from 0 to 1 as {@code 80 %}. */
    public static String wholePercent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** Three digits as {@code 0.612}; one and a power of ten, {@code 6e-12}, where there would be many zeros. */
    public static String significant(double value) {
        return Math.abs(value) < 1e-3 || Math.abs(value) >= 1e4
                ? power(value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    /** One digit and a power of ten: {@code 6e-12}; 0 as it is. */
    public static String power(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.0e", value);
    }

    /** {@code 0.612}, with so many places. What is rounded to zero has no sign. */
    public static String decimals(double value, int places) {
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }

    /** Seconds as {@code 27.3 s} or {@code 2 min 05 s}. */
    public static String duration(double seconds) {
        if (seconds < 60) {
            return decimals(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }
}
