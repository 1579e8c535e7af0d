// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.files.OutputFolder;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.RunSeries;

/** Does a run again, from its folder alone, and compares. */
public final class Rerun {

    private final ConfigurationFile configurations;
    private final SingleRun singleRun;
    private final Terminal terminal;

    @Inject
    Rerun(ConfigurationFile configurations, SingleRun singleRun, Terminal terminal) {
        this.configurations = configurations;
        this.singleRun = singleRun;
        this.terminal = terminal;
    }

    /**
     * What came of it.
     *
     * @param surroundings what isn't as it was around the run, a line each
     * @param results what isn't as it was in the results, a line each; none if they are identical
     * @param done whether the run came to its end
     */
    public record Comparison(List<String> surroundings, List<String> results, boolean done) {}

    /**
     * Runs.
     *
     * @param run the folder of a run that is done
     * @param out a folder for the new one, not there yet or with a part of the same run in it
     * @throws UserError if either folder isn't as it should be; then nothing was run
     */
    public Comparison run(Path run, Path out, RunContext context) {
        RunFolder before = new RunFolder(run);
        if (!Files.exists(before.file(RunFolder.CONFIGURATION))) {
            throw new UserError(run + " isn't the folder of a run: there is no " + RunFolder.CONFIGURATION
                    + " in it. Give one below the runs of an experiment.");
        }
        if (before.status().state() != RunState.DONE) {
            throw new UserError("The run in " + run + " is " + before.status().state()
                    + ", so there is nothing to compare with. Finish it with: capsnet run FILE --resume");
        }
        Cell cell = configurations.read(before.file(RunFolder.CONFIGURATION));
        RunFolder now = new RunFolder(out);
        requireFree(now, cell);
        OutputFolder.requireWritable(out);
        OutputFolder.create(out);
        try {
            now.create(ConfigurationFile.text(cell));
            StoredRun stored = StoredRun.of(cell);
            RunStatus status = singleRun.run(
                    now, stored.title(), context, new SingleRun.SharedProgress(terminal, RunSeries.ofOneProcess(1)));
            boolean done = status.state() == RunState.DONE;
            return new Comparison(
                    RunProvenance.differences(before, now), done ? results(before, now) : List.of(), done);
        } catch (IOException e) {
            throw new UserError("Can't write to the folder " + out + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private void requireFree(RunFolder now, Cell cell) {
        Path file = now.file(RunFolder.CONFIGURATION);
        try {
            if (Files.exists(file)) {
                boolean same = configurations.read(file).id().equals(cell.id());
                if (!same || now.statusSeenFromOutside().state() == RunState.DONE) {
                    throw new UserError(
                            "The folder " + now.path() + " already holds a run. Choose another with --out.");
                }
            } else if (Files.exists(now.path())) {
                try (Stream<Path> files = Files.list(now.path())) {
                    if (files.findAny().isPresent()) {
                        throw new UserError("The folder " + now.path() + " isn't empty. Choose another with --out.");
                    }
                }
            }
        } catch (IOException e) {
            throw new UserError("Can't read the folder " + now.path() + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private static List<String> results(RunFolder before, RunFolder now) throws IOException {
        List<String> lines = new ArrayList<>();
        List<EpochResult> was = before.status().epochs();
        List<EpochResult> is = now.status().epochs();
        if (was.size() != is.size()) {
            lines.add("epochs were " + was.size() + ", are now " + is.size());
        }
        for (int epoch = 0; epoch < Math.min(was.size(), is.size()); epoch++) {
            compare(
                    lines,
                    epoch + 1,
                    "train loss",
                    was.get(epoch).trainLoss(),
                    is.get(epoch).trainLoss());
            compare(
                    lines,
                    epoch + 1,
                    "validation accuracy",
                    was.get(epoch).validationAccuracy().orElse(0),
                    is.get(epoch).validationAccuracy().orElse(0));
            compare(
                    lines,
                    epoch + 1,
                    "test accuracy",
                    was.get(epoch).testAccuracy(),
                    is.get(epoch).testAccuracy());
        }
        for (String name : List.of(RunFolder.STEPS, RunFolder.COUPLINGS, RunFolder.MODEL)) {
            if (differ(before.file(name), now.file(name))) {
                lines.add(name + " differs");
            }
        }
        return lines;
    }

    private static boolean differ(Path before, Path now) throws IOException {
        return Files.exists(before) && Files.exists(now)
                ? Files.mismatch(before, now) >= 0
                : Files.exists(before) || Files.exists(now);
    }

    private static void compare(List<String> lines, int epoch, String what, double was, double is) {
        if (Double.compare(was, is) != 0) {
            lines.add("epoch " + epoch + ": " + what + " was " + was + ", is now " + is);
        }
    }
}
