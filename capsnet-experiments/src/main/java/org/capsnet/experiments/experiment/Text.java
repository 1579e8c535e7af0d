// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Optional;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/** A text. A plain word that YAML 1.1 takes for something else has to be in quotes. */
record Text() implements SettingType<String> {

    @Override
    public Optional<String> read(String setting, YamlValue value, Problems problems) {
        if (!(value instanceof Scalar scalar) || scalar.isNothing()) {
            problems.add(value.place(), setting + " must be a text, but is " + value.kind());
            return Optional.empty();
        }
        if (Truth.looksLikeTruth(scalar) || Numeral.isDecimal(scalar)) {
            problems.add(
                    value.place(),
                    setting + " must be a text, but " + scalar.text() + " is "
                            + (Truth.looksLikeTruth(scalar) ? "true or false" : "a number")
                            + " to some programs; write \"" + scalar.text() + "\" in quotes");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }
}
