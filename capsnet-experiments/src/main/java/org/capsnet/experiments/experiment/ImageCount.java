// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Optional;
import java.util.OptionalLong;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Scalar;

/** A number of images, or nothing for all there are. */
record ImageCount() implements SettingType<OptionalLong> {

    private static final WholeNumber NUMBER = new WholeNumber(1, 1_000_000, "images or the word all");

    @Override
    public Optional<OptionalLong> read(String setting, YamlValue value, Problems problems) {
        if (value instanceof Scalar scalar && scalar.text().equals("all")) {
            return Optional.of(OptionalLong.empty());
        }
        return NUMBER.read(setting, value, problems).map(OptionalLong::of);
    }
}
