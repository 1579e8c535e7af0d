// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An experiment file, and what is changed of it. */
final class ExperimentOptions {

    @Parameters(paramLabel = "FILE", description = "The experiment file, YAML.")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Choose one of the file's profiles. Default: the file as it stands.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Change a setting of all runs, such as training.epochs=2 or seeds=[1]; may be repeated.",
                "On an axis of the grid, the value stands alone."
            })
    private List<String> changes = List.of();

    /** {@return the file as it was given} */
    Path file() {
        return file;
    }

    /** The experiment. */
    Experiment read(ExperimentReader reader) {
        return reader.read(file, profile, changes);
    }
}
