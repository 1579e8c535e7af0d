// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.data;

import java.util.Locale;

/** Numbers of bytes for people. */
public final class ByteCount {

    private static final double MEGA = 1e6;

    private ByteCount() {}

    /** In megabytes of a million bytes: "26.4 MB"; below a tenth in thousands. */
    public static String text(long bytes) {
        return bytes < MEGA / 10 && bytes > 0
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / MEGA);
    }
}
