// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.nio.file.Path;
import org.capsnet.experiments.experiment.RunConfiguration;

/** Reads the configuration of one run. */
interface ConfigurationReader {

    /**
     * The configuration that {@link ConfigurationFile#text} wrote.
     *
     * @throws org.capsnet.experiments.UserError if the file can't be read or isn't one
     */
    RunConfiguration read(Path file);
}
