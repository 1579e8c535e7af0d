// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/** True or false. */
record Truth() implements SettingType<Boolean> {

    private static final Set<String> TRUE = Set.of("yes", "on", "y", "true");
    private static final Set<String> FALSE = Set.of("no", "off", "n", "false");

    @Override
    public Optional<Boolean> read(String setting, YamlValue value, Problems problems) {
        if (value instanceof Scalar scalar) {
            if (isTruth(scalar)) {
                return Optional.of(Boolean.parseBoolean(scalar.text()));
            }
            problems.add(value.place(), setting + " must be true or false, but is " + value.kind() + advice(scalar));
        } else {
            problems.add(value.place(), setting + " must be true or false, but is " + value.kind());
        }
        return Optional.empty();
    }

    static boolean isTruth(Scalar scalar) {
        return !scalar.quoted()
                && (scalar.text().equals("true") || scalar.text().equals("false"));
    }

    static String advice(Scalar scalar) {
        String text = scalar.text().toLowerCase(Locale.ROOT);
        return TRUE.contains(text) ? "; write true" : FALSE.contains(text) ? "; write false" : "";
    }

    /** Whether YAML 1.1 reads a plain word as true or false: such a word is a trap where a text is wanted. */
    static boolean looksLikeTruth(Scalar scalar) {
        String text = scalar.text().toLowerCase(Locale.ROOT);
        return !scalar.quoted() && (TRUE.contains(text) || FALSE.contains(text));
    }
}
