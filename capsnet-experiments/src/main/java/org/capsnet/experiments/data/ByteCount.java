// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.data;

import java.util.Locale;

/** Numbers of bytes for people. */
public final class ByteCount {

    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;

    private ByteCount() {}

    /** In megabytes of a million bytes: "26.4 MB"; less than 0.1 MB in thousands, and less than that as it is. */
    public static String text(long bytes) {
        if (bytes < KILO) {
            return bytes + " bytes";
        }
        return bytes < MEGA / 10
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / MEGA);
    }
}
