// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;

/** The configuration of one run as a file: an experiment of a single run. */
final class ConfigurationFile {

    private final Provider<ExperimentReader> reader;

    @Inject
    ConfigurationFile(Provider<ExperimentReader> reader) {
        this.reader = reader;
    }

    static String text(Cell cell) {
        return "name: \"" + cell.name() + "\"\n" + cell.configuration().text();
    }

    /**
     * Reads it.
     *
     * @throws UserError if there are several runs in the file
     * @throws RuntimeException if it can't be read or isn't right
     */
    Cell read(Path file) {
        Experiment experiment = reader.get().read(file, Optional.empty(), List.of());
        if (experiment.cells().size() != 1) {
            throw new UserError(
                    file + " has " + experiment.cells().size() + " runs; the configuration of a run has one.");
        }
        return experiment.cells().get(0);
    }
}
