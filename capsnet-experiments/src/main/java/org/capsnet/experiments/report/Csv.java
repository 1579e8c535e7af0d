// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values, quoted as RFC 4180 says, with a line feed after every row. */
public final class Csv {

    private Csv() {}

    /** One row. Numbers become text as {@link String#valueOf(Object)} writes them, in every locale with a dot. */
    public static String row(List<?> values) {
        return values.stream().map(value -> quote(String.valueOf(value))).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quote(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
