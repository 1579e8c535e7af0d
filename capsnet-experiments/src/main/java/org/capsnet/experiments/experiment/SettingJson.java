// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import org.nd4j.shade.jackson.core.io.JsonStringEncoder;

/** The value of a setting for programs. */
public final class SettingJson {

    /** What YAML and JSON write alike. */
    private static final String NUMBER_TRUTH_OR_QUOTED = "-?\\d+(\\.\\d+)?(E[-+]?\\d+)?|true|false|\".*\"";

    private static final String LIST_OF_MAPS = "\\[\\{.*}]";
    private static final String KEY = "([a-z]+):";

    private SettingJson() {}

    /**
     * As JSON with its type: a number, a truth value, a list or a text.
     *
     * @param value as in {@link RunConfiguration#settings()}
     */
    public static String text(String value) {
        if (value.matches(NUMBER_TRUTH_OR_QUOTED)) {
            return value;
        }
        return value.matches(LIST_OF_MAPS)
                ? value.replaceAll(KEY, "\"$1\":")
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }
}
