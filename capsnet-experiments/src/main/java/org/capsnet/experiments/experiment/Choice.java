// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/**
 * One of a few words.
 *
 * @param what the word chooses, for messages
 */
record Choice(String what, List<String> words) implements SettingType<String> {

    static Choice of(String what, Enum<?>... constants) {
        return new Choice(what, Arrays.stream(constants).map(Enum::toString).toList());
    }

    @Override
    public Optional<String> read(String setting, YamlValue value, Problems problems) {
        if (!(value instanceof Scalar scalar) || scalar.isNothing()) {
            problems.add(
                    value.place(),
                    setting + " must be one of " + String.join(", ", words) + ", but is " + value.kind());
            return Optional.empty();
        }
        if (words.contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        problems.add(
                value.place(), "unknown " + what + " \"" + scalar.text() + "\"" + Nearest.of(scalar.text(), words));
        return Optional.empty();
    }
}
