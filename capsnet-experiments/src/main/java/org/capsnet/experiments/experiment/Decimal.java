// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Locale;
import java.util.Optional;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/**
 * A number greater than zero and up to a maximum.
 *
 * @param most the maximum
 * @param otherwise what else may stand there, for messages
 */
record Decimal(double most, String otherwise) implements SettingType<Double> {

    Decimal(double most) {
        this(most, "");
    }

    @Override
    public Optional<Double> read(String setting, YamlValue value, Problems problems) {
        if (value instanceof Scalar scalar && Numeral.isDecimal(scalar)) {
            double number = Double.parseDouble(scalar.text());
            if (number > 0 && number <= most) {
                return Optional.of(number);
            }
        }
        String advice = value instanceof Scalar scalar ? Numeral.advice(scalar, false) : "";
        problems.add(
                value.place(),
                String.format(
                        Locale.ROOT,
                        "%s must be a number, greater than 0 and at most %,.0f%s, but is %s%s",
                        setting,
                        most,
                        otherwise,
                        value.kind(),
                        advice));
        return Optional.empty();
    }
}
