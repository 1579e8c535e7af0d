// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.capsnet.datasets.DataFileException;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.TrainValidationTestSplit;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.DataSelection;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.ProgressLine;
import org.capsnet.experiments.training.RunResult;
import org.capsnet.experiments.training.RunSeries;
import org.capsnet.experiments.training.Trainer;
import org.capsnet.experiments.training.TrainingPlan;

/** Does, or goes on with, the run of one folder in this process. */
final class SingleRun {

    private final Trainer trainer;
    private final DataSetFolders folders;
    private final ConfigurationFile configurations;
    private final Terminal terminal;
    private final Clock clock;
    private final ClassPathSums jars;

    private DataSelection lastSelection;
    private TrainValidationTestSplit lastData;
    private Surroundings surroundings;

    @Inject
    SingleRun(
            Trainer trainer,
            DataSetFolders folders,
            ConfigurationFile configurations,
            Terminal terminal,
            Clock clock,
            ClassPathSums jars) {
        this.trainer = trainer;
        this.folders = folders;
        this.configurations = configurations;
        this.terminal = terminal;
        this.clock = clock;
        this.jars = jars;
    }

    /** A line of progress that many runs share; made for the first of them, since it needs to know about one. */
    static final class SharedProgress {

        private final Terminal terminal;
        private final RunSeries series;
        private ProgressLine line;

        SharedProgress(Terminal terminal, RunSeries series) {
            this.terminal = terminal;
            this.series = series;
        }

        ProgressLine of(TrainingPlan plan) {
            if (line == null) {
                line = new ProgressLine(terminal, plan, series);
            }
            return line;
        }
    }

    /**
     * Trains.
     *
     * @param name of the run, for the progress
     * @return what came of it, which is also written into the folder
     * @throws UserError if another process is at the run, or its folder can't be read or written
     */
    RunStatus run(RunFolder folder, String name, RunContext context, SharedProgress progress) {
        try (FolderLock lock = FolderLock.take(folder.path(), "the run " + name)) {
            RunStatus before = folder.status();
            if (before.state() == RunState.DONE) {
                return before;
            }
            try {
                folder.tidy();
                folder.write(before.with(RunState.RUNNING));
                RunStatus status = train(folder, name, context, progress);
                folder.write(status);
                if (status.state() == RunState.DONE) {
                    deleteCheckpoints(folder, name);
                }
                return status;
            } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                return failed(folder, name, before, e);
            }
        }
    }

    /** A checkpoint that can't be deleted takes room and does no harm: the run is done. */
    private void deleteCheckpoints(RunFolder folder, String name) {
        try {
            folder.checkpoints().deleteAll();
        } catch (IOException e) {
            terminal.note("capsnet: " + name + " is done, but its checkpoints can't be deleted: " + FileProblem.of(e));
        }
    }

    private RunStatus train(RunFolder folder, String name, RunContext context, SharedProgress progress)
            throws IOException {
        RunConfiguration configuration =
                configurations.read(folder.file(RunFolder.CONFIGURATION)).configuration();
        TrainingPlan plan = configuration.plan(data(configuration.data()));
        begin(folder, name, configuration, plan, context);
        Optional<String> notExamined = Examinations.before(folder, configuration, plan, context.interruption());
        RunResult result = trainer.train(
                name,
                configuration.routing(),
                plan,
                progress.of(plan),
                new RunJournal(folder, plan, context.every(), context.interruption(), terminal));
        RunStatus status = RunStatus.of(result);
        if (status.state() == RunState.DONE) {
            RunProvenance.end(folder, OffsetDateTime.now(clock), status);
            notExamined.ifPresent(why ->
                    terminal.note("capsnet: " + name + " without " + RunFolder.EXAMINATIONS + ": " + oneLine(why)));
        }
        folder.writeEpochs(status.epochs());
        folder.writeSteps(result.stepLosses(), result.stepGradients());
        if (result.problem().isPresent() && status.state().isUnsuccessful()) {
            String trace =
                    result.problem().get().failure().map(SingleRun::trace).orElse("");
            folder.write(RunFolder.LOG, status.problem().orElse("") + "\n" + trace);
        }
        return status;
    }

    /**
     * Makes sure that images can be read, before anything is written.
     *
     * @throws DataFileException if they aren't there or are broken; the message says how to get them
     */
    void requireData(DataSelection selection) {
        data(selection);
    }

    /** Notes how the run comes about; one that goes on elsewhere than it began may end otherwise. */
    private void begin(
            RunFolder folder, String name, RunConfiguration configuration, TrainingPlan plan, RunContext context)
            throws IOException {
        if (surroundings == null) {
            surroundings = Surroundings.here(context.software(), jars);
        }
        int steps = folder.checkpoints().steps();
        Optional<RunOrigin> earlier = steps > 0 ? earlier(folder, name) : Optional.empty();
        List<String> differences = earlier.map(origin -> RunProvenance.changedSince(origin, surroundings))
                .orElse(List.of());
        if (!differences.isEmpty()) {
            terminal.note(
                    "capsnet: " + name + " began elsewhere or otherwise; its last digits may differ from those of a"
                            + " run without a pause: " + String.join("; ", differences) + ".");
        }
        RunProvenance.write(
                folder,
                configuration,
                plan,
                context.command(),
                OffsetDateTime.now(clock),
                earlier.map(RunOrigin::sessions).orElse(List.of()),
                steps,
                surroundings);
    }

    /** What was trained is worth more than the notes on it. */
    private Optional<RunOrigin> earlier(RunFolder folder, String name) {
        try {
            return RunProvenance.read(folder);
        } catch (UserError e) {
            terminal.note("capsnet: " + name + " goes on without knowing how it began: " + e.getMessage());
            return Optional.empty();
        }
    }

    private TrainValidationTestSplit data(DataSelection selection) {
        if (!selection.equals(lastSelection)) {
            lastData = null;
            lastData = selection.read(folders);
            lastSelection = selection;
        }
        return lastData;
    }

    private RunStatus failed(RunFolder folder, String name, RunStatus before, Throwable e) {
        boolean told = e instanceof UserError || e instanceof DataFileException || e instanceof UncheckedIOException;
        RunStatus status = before.failed(oneLine(told ? e.getMessage() : e.toString()));
        terminal.note(name + "  " + status.problem().orElseThrow());
        try {
            folder.write(status);
            folder.write(RunFolder.LOG, trace(e));
        } catch (IOException second) {
            // The disk may be what failed: the caller has the status all the same.
            terminal.note("capsnet: that can't be noted in " + folder.path() + ": " + second.getMessage());
        }
        return status;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
