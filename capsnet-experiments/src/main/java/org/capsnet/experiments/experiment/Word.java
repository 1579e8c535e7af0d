// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Optional;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/** A name that is looked up elsewhere, as it was typed. */
record Word() implements SettingType<String> {

    @Override
    public Optional<String> read(String setting, YamlValue value, Problems problems) {
        if (value instanceof Scalar scalar && !scalar.isNothing()) {
            return Optional.of(scalar.text());
        }
        problems.add(value.place(), setting + " must be a name, but is " + value.kind());
        return Optional.empty();
    }
}
