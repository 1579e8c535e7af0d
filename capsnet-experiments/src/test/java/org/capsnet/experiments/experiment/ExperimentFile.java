// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.capsnet.routing.spi.RoutingCatalog;

/** An experiment file of a test. */
record ExperimentFile(Path path, String profile, List<String> changes) {

    static ExperimentFile of(Path folder, String... lines) {
        try {
            Path file = Files.writeString(folder.resolve("exp.yaml"), String.join("\n", lines) + "\n");
            return new ExperimentFile(file, null, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ExperimentFile profile(String name) {
        return new ExperimentFile(path, name, changes);
    }

    ExperimentFile set(String... settings) {
        return new ExperimentFile(path, profile, List.of(settings));
    }

    Experiment read() {
        return new ExperimentReader(RoutingCatalog.load()).read(path, Optional.ofNullable(profile), changes);
    }

    List<Cell> cells() {
        return read().cells();
    }

    RunConfiguration onlyRun() {
        List<Cell> cells = cells();
        if (cells.size() != 1) {
            throw new AssertionError("the file has " + cells.size() + " cells");
        }
        return cells.get(0).configuration();
    }

    /** What is wrong, with {@code exp.yaml} for the file's path. */
    List<String> problems() {
        InvalidExperiment invalid = catchThrowableOfType(InvalidExperiment.class, this::read);
        if (invalid == null) {
            throw new AssertionError("nothing is wrong with the file");
        }
        return invalid.problems().stream()
                .map(line -> line.replace(path.toString(), path.getFileName().toString()))
                .toList();
    }
}
