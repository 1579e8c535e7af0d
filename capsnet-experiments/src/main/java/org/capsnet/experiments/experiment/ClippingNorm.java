// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Optional;
import java.util.OptionalDouble;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/** The largest norm of a gradient, or nothing for as it comes. */
record ClippingNorm() implements SettingType<OptionalDouble> {

    static final String NONE = "none";

    private static final double MOST = 1_000_000;

    @Override
    public Optional<OptionalDouble> read(String setting, YamlValue value, Problems problems) {
        if (value instanceof Scalar scalar && scalar.text().equals(NONE)) {
            return Optional.of(OptionalDouble.empty());
        }
        return new Decimal(MOST, " or the word " + NONE)
                .read(setting, value, problems)
                .map(OptionalDouble::of);
    }
}
