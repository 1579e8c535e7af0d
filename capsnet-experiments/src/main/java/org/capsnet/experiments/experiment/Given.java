// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.YamlValue;

/**
 * A setting's value as a file gives it.
 *
 * @param key where the key is
 */
record Given(Place key, YamlValue value) {}
