// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/**
 * A whole number.
 *
 * @param unit what is counted, for messages
 */
record WholeNumber(long least, long most, String unit) implements SettingType<Long> {

    @Override
    public Optional<Long> read(String setting, YamlValue value, Problems problems) {
        if (value instanceof Scalar scalar && Numeral.isWhole(scalar)) {
            BigInteger number = new BigInteger(scalar.text());
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return Optional.of(number.longValueExact());
            }
        }
        String advice = value instanceof Scalar scalar ? Numeral.advice(scalar, true) : "";
        problems.add(value.place(), setting + " must be " + this + ", but is " + value.kind() + advice);
        return Optional.empty();
    }

    @Override
    public String toString() {
        String range = most == Long.MAX_VALUE
                ? String.format(Locale.ROOT, "at least %,d", least)
                : String.format(Locale.ROOT, "%,d to %,d", least, most);
        return "a whole number, " + range + (unit.isEmpty() ? "" : " " + unit);
    }
}
