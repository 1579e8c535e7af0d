// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.yaml;

import java.util.List;

/** A value of a YAML file: a single value, a list or a map. */
public sealed interface YamlValue {

    /** Where it begins. */
    Place place();

    /** What it is, for messages: "a list". */
    String kind();

    /**
     * A single value, as it was typed: what it means is up to the setting that it is for.
     *
     * @param text without quotes
     * @param quoted whether it was in quotes or in a block of text
     */
    record Scalar(Place place, String text, boolean quoted) implements YamlValue {

        /** Whether nothing was typed, or a word for nothing. */
        public boolean isNothing() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String kind() {
            if (isNothing()) {
                return "nothing";
            }
            return quoted
                    ? "the text \"" + text + "\" in quotes"
                    : text.matches("[-+.]?\\d.*") ? text : '"' + text + '"';
        }
    }

    /** A list. */
    record Sequence(Place place, List<YamlValue> values) implements YamlValue {

        public Sequence {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map whose keys differ. */
    record Mapping(Place place, List<Entry> entries) implements YamlValue {

        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /**
     * A key and its value.
     *
     * @param place where the key is
     */
    record Entry(Place place, String key, YamlValue value) {}
}
