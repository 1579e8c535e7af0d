// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.files.FileProblem;

/** Finds trained networks in the folders of runs and of experiments. */
public final class TrainedRuns {

    /** So many runs are told of where one has to be chosen. */
    private static final int TOLD = 12;

    private final ConfigurationFile configurations;

    @Inject
    TrainedRuns(ConfigurationFile configurations) {
        this.configurations = configurations;
    }

    /**
     * Finds one.
     *
     * @param place the folder of a run, or of results in which one run is done
     * @param id the id of the run in a folder of results, or how it alone starts; may be left out if one run alone is done
     * @throws UserError if there is no such run, or several, or if it isn't done or has no network
     */
    public TrainedRun find(Path place, Optional<String> id) {
        if (Files.exists(place.resolve(RunFolder.CONFIGURATION))) {
            if (id.isPresent() && !idOf(place.toAbsolutePath().normalize()).startsWith(id.get())) {
                throw new UserError(place + " is the folder of a run, whose id doesn't start with " + id.get()
                        + ". Leave --run out, or give the folder of results.");
            }
            return trained(place);
        }
        if (!Files.isDirectory(place.resolve(ExperimentFolder.RUNS))) {
            throw new UserError((Files.exists(place)
                            ? place + " is neither the folder of a run nor one of results: there is no "
                                    + RunFolder.CONFIGURATION + " and no " + ExperimentFolder.RUNS + " in it."
                            : "There is no folder " + place + ".")
                    + " Give one that capsnet run has written, such as results/NAME/runs/ID.");
        }
        return chosen(place, id);
    }

    private TrainedRun chosen(Path place, Optional<String> id) {
        List<Path> all = runs(place);
        Optional<Path> named =
                all.stream().filter(run -> id.equals(Optional.of(idOf(run)))).findFirst();
        if (named.isPresent()) {
            // Though the id of another may start with it, such as that of a rerun.
            return trained(named.get());
        }
        List<Path> fitting = id.isPresent()
                ? all.stream().filter(run -> idOf(run).startsWith(id.get())).toList()
                : all.stream()
                        .filter(run -> new RunFolder(run).status().state() == RunState.DONE)
                        .toList();
        if (fitting.size() == 1) {
            return trained(fitting.get(0));
        }
        if (id.isPresent()) {
            throw new UserError((fitting.isEmpty() ? "No run" : "More than one run") + " in " + place
                    + " has an id that starts with " + id.get() + ". It has:" + list(all));
        }
        if (fitting.isEmpty()) {
            throw new UserError("No run in " + place + " is done. Finish one with: capsnet run FILE --resume");
        }
        throw new UserError(
                place + " has " + fitting.size() + " runs that are done. Choose one with --run ID:" + list(fitting));
    }

    private String list(List<Path> runs) {
        String lines = runs.stream().limit(TOLD).map(this::line).collect(Collectors.joining(", "));
        return " " + lines + (runs.size() > TOLD ? " and " + (runs.size() - TOLD) + " more" : "") + ".";
    }

    private String line(Path run) {
        Cell cell = configurations.read(run.resolve(RunFolder.CONFIGURATION));
        return idOf(run) + " (" + StoredRun.of(cell).title() + ", "
                + new RunFolder(run).status().state() + ")";
    }

    private static List<Path> runs(Path place) {
        try (Stream<Path> folders = Files.list(place.resolve(ExperimentFolder.RUNS))) {
            return folders.filter(folder -> Files.exists(folder.resolve(RunFolder.CONFIGURATION)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError(
                    "Can't read the folder " + place.resolve(ExperimentFolder.RUNS) + ": " + FileProblem.of(e) + ".",
                    e);
        }
    }

    private static String idOf(Path run) {
        return run.getFileName().toString();
    }

    private TrainedRun trained(Path folder) {
        RunFolder run = new RunFolder(folder);
        RunState state = run.statusSeenFromOutside().state();
        if (state != RunState.DONE) {
            throw new UserError("The run in " + folder + " is " + state
                    + ", so there is no trained network to look at. Finish it with: capsnet run FILE --resume");
        }
        if (!Files.exists(run.file(RunFolder.MODEL))) {
            throw new UserError("The run in " + folder + " has no " + RunFolder.MODEL
                    + " any more. Do it again with: capsnet rerun " + folder);
        }
        return new TrainedRun(folder, configurations.read(run.file(RunFolder.CONFIGURATION)));
    }
}
