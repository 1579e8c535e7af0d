// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.routing.spi.RoutingCatalog;

/** A folder of results that looks as if an experiment had been run. */
public final class ResultFolder {

    private final Path path;
    private final Path file;
    private final Experiment experiment;

    private ResultFolder(Path path, Path file, Experiment experiment) {
        this.path = path;
        this.file = file;
        this.experiment = experiment;
    }

    /** Plans an experiment; all runs are pending. */
    public static ResultFolder plan(Path path, Path file, String profile, String... changes) throws IOException {
        Experiment experiment =
                new ExperimentReader(RoutingCatalog.load()).read(file, Optional.ofNullable(profile), List.of(changes));
        Files.createDirectories(path);
        new ExperimentFolder(path).write(StoredPlan.of(experiment, file), Files.readString(file));
        return new ResultFolder(path, file, experiment);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A run is done, with a test accuracy after each epoch. */
    public ResultFolder done(String name, long seed, double... accuracies) throws IOException {
        List<EpochResult> epochs = new ArrayList<>();
        for (double accuracy : accuracies) {
            epochs.add(new EpochResult(epochs.size() + 1, 0.5 / (epochs.size() + 1), accuracy, 10));
        }
        folder(name, seed).write(status(RunState.DONE, epochs, Optional.empty()));
        return this;
    }

    /** What happened to a run that went on. */
    public ResultFolder noted(String name, long seed, String note) throws IOException {
        RunFolder folder = folder(name, seed);
        RunStatus status = folder.status();
        folder.write(new RunStatus(
                status.state(),
                status.steps(),
                status.parameters(),
                status.epochs(),
                status.secondsPerStep(),
                status.seconds(),
                status.problem(),
                Optional.of(note)));
        return this;
    }

    /** A run ended in another way. */
    public ResultFolder ended(String name, long seed, RunState state, String problem) throws IOException {
        folder(name, seed).write(status(state, List.of(), Optional.of(problem)));
        return this;
    }

    /** A run has a file. */
    public ResultFolder with(String name, long seed, String fileName, String text) throws IOException {
        folder(name, seed).write(fileName, text);
        return this;
    }

    /** The place of a file of a run. */
    public Path file(String name, long seed, String fileName) throws IOException {
        return folder(name, seed).file(fileName);
    }

    private static RunStatus status(RunState state, List<EpochResult> epochs, Optional<String> problem) {
        return new RunStatus(state, 100, 1234, epochs, 0.1, 60, problem, Optional.empty());
    }

    private RunFolder folder(String name, long seed) throws IOException {
        Cell cell = experiment.cells().stream()
                .filter(each -> each.name().equals(name) && each.configuration().seed() == seed)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " has no " + name + " with seed " + seed
                        + ", but "
                        + experiment.cells().stream().map(Cell::name).distinct().toList()));
        RunFolder folder = new ExperimentFolder(path).run(cell.id());
        folder.create("");
        return folder;
    }
}
