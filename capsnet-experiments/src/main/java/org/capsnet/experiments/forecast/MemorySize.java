// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory.
 *
 * @param bytes 0 or more
 */
public record MemorySize(long bytes) {

    private static final Map<String, Long> UNITS = Map.of(
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KIB", 1L << 10,
            "MIB", 1L << 20,
            "GIB", 1L << 30);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?([A-Za-z]{2,3})");

    /**
     * Reads what a user types.
     *
     * @param text a number and a unit: KB, MB, GB, TB, or KiB, MiB, GiB in powers of 1024; for instance {@code 1.5GB}
     * @return nothing if the text is something else
     */
    public static Optional<MemorySize> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(UNITS.get(matcher.group(2).toUpperCase(Locale.ROOT)))
                .map(unit -> new MemorySize(new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(unit))
                        .longValue()));
    }

    /** As people write it: {@code 1.25 GB}, {@code 780 MB}. */
    @Override
    public String toString() {
        return bytes < 999_500_000
                ? String.format(Locale.ROOT, bytes < 9_950_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
