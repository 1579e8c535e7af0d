// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Optional;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;

/** What values a setting takes. */
interface SettingType<T> {

    /**
     * Reads a value, or notes why it can't be one.
     *
     * @param setting the name for messages
     */
    Optional<T> read(String setting, YamlValue value, Problems problems);
}
