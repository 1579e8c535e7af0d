// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.files.OutputFolder;
import org.capsnet.experiments.terminal.Terminal;

/** Runs the runs of an experiment that aren't done yet. */
public final class ExperimentRunner {

    private final SingleRun singleRun;
    private final ClassPathSums jars;
    private final Terminal terminal;

    @Inject
    ExperimentRunner(SingleRun singleRun, ClassPathSums jars, Terminal terminal) {
        this.singleRun = singleRun;
        this.jars = jars;
        this.terminal = terminal;
    }

    /**
     * Runs.
     *
     * @param experiment the runs
     * @param file where it came from
     * @param options how to
     * @param context what all runs have in common
     * @return where each run is when it ends
     * @throws org.capsnet.datasets.DataFileException if images aren't there or are broken; then nothing was run
     * @throws UserError if the folder holds another experiment, another process is at work in it, or it can't be written;
     *     then nothing was run
     */
    public ExperimentResult run(Experiment experiment, Path file, RunOptions options, RunContext context) {
        ExperimentFolder folder = new ExperimentFolder(options.out());
        StoredPlan plan = StoredPlan.of(experiment, file);
        folder.plan().ifPresent(stored -> requireFitting(folder, stored, plan, options));
        OutputFolder.requireWritable(options.out());
        experiment.cells().stream()
                .map(cell -> cell.configuration().data())
                .distinct()
                .forEach(singleRun::requireData);
        OutputFolder.create(options.out());
        try (FolderLock lock = FolderLock.take(folder.path(), "an experiment")) {
            // Once more: before the lock was there, another process may have begun it or added runs.
            Optional<StoredPlan> earlier = folder.plan();
            earlier.ifPresent(stored -> requireFitting(folder, stored, plan, options));
            // Also where the experiment was begun before: whoever deletes the folder of a run wants it run again.
            for (Cell cell : experiment.cells()) {
                folder.run(cell.id()).create(ConfigurationFile.text(cell));
            }
            int known = earlier.map(stored -> stored.runs().size()).orElse(0);
            int added = plan.runs().size() - known;
            if (added > 0) {
                folder.write(plan, Files.readString(file));
            }
            if (known > 0 && added > 0) {
                terminal.note(
                        added + (added == 1 ? " run" : " runs") + " added to the " + known + " of " + folder.path());
            }
            return run(plan, folder, options, context);
        } catch (IOException e) {
            throw new UserError("Can't write to the folder " + options.out() + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /**
     * Looks at the results of an experiment.
     *
     * @throws UserError if there are none in the folder; the message names folders in it that have some
     */
    public static ExperimentResult status(Path out) {
        ExperimentFolder folder = new ExperimentFolder(out);
        StoredPlan plan = folder.stored().orElseThrow(() -> new UserError(folder.whyNone()));
        return new ExperimentResult(plan, folder, statuses(plan, folder));
    }

    /** The same runs or more: no run that was planned is lost sight of. */
    private static void requireFitting(
            ExperimentFolder folder, StoredPlan stored, StoredPlan plan, RunOptions options) {
        if (!plan.hasAllOf(stored)) {
            throw new UserError("The folder " + folder.path() + " holds a different experiment: "
                    + stored.changesIn(plan) + ". Choose another with --out.");
        }
        if (!options.goesOn() && plan.runs().size() > stored.runs().size()) {
            throw new UserError("The folder " + folder.path() + " already holds "
                    + stored.runs().size() + " of these " + plan.runs().size()
                    + " runs. Use --resume to add the rest, or choose another with --out.");
        }
        if (!options.goesOn()) {
            throw new UserError("The folder " + folder.path() + " already holds this experiment, "
                    + status(folder.path()).counts() + ". Use --resume to go on, or choose another with --out.");
        }
    }

    private static Map<StoredRun, RunStatus> statuses(StoredPlan plan, ExperimentFolder folder) {
        Map<StoredRun, RunStatus> statuses = new LinkedHashMap<>();
        plan.runs().forEach(run -> statuses.put(run, folder.run(run.id()).statusSeenFromOutside()));
        return statuses;
    }

    private ExperimentResult run(StoredPlan plan, ExperimentFolder folder, RunOptions options, RunContext context)
            throws IOException {
        Map<StoredRun, RunStatus> statuses = statuses(plan, folder);
        List<StoredRun> wanted = new ArrayList<>();
        for (Map.Entry<StoredRun, RunStatus> entry : statuses.entrySet()) {
            RunState state = entry.getValue().state();
            if (state == RunState.RUNNING) {
                // It can't be taken, and the refusal says who has it.
                FolderLock.take(folder.run(entry.getKey().id()).path(), "a run").close();
            }
            if (state.isUnsuccessful() && options.retryFailed()) {
                folder.run(entry.getKey().id()).reset();
                entry.setValue(RunStatus.PENDING);
                wanted.add(entry.getKey());
            } else if (state != RunState.DONE && !state.isUnsuccessful()) {
                wanted.add(entry.getKey());
            }
        }
        terminal.note(new ExperimentResult(plan, folder, statuses).counts() + "; " + wanted.size() + " to run into "
                + folder.path().toAbsolutePath().normalize());
        tellOfOtherJars(statuses, folder);
        for (StoredRun run : wanted) {
            int steps = folder.run(run.id()).checkpoints().steps();
            if (steps > 0) {
                terminal.note(run.title() + "  goes on after step " + steps);
            }
        }
        Collector collector = new Collector(folder, statuses, options, context.interruption());
        if (!wanted.isEmpty()) {
            executor(folder, options, context).execute(wanted, collector);
        }
        ResultFiles.write(folder, collector.statuses);
        ResultFiles.writeLayers(folder, collector.statuses.keySet());
        return new ExperimentResult(plan, folder, collector.statuses);
    }

    /** Runs of two versions of a program or plug-in stand in one table, and only who compares them can know whether they may. */
    private void tellOfOtherJars(Map<StoredRun, RunStatus> statuses, ExperimentFolder folder) throws IOException {
        List<StoredRun> done = statuses.keySet().stream()
                .filter(run -> statuses.get(run).state() == RunState.DONE)
                .toList();
        if (done.isEmpty()) {
            return;
        }
        Map<String, String> now = jars.get();
        Set<String> changed = new TreeSet<>();
        List<StoredRun> before = new ArrayList<>();
        for (StoredRun run : done) {
            List<String> others = RunProvenance.read(folder.run(run.id()))
                    .map(origin -> Surroundings.changed(origin.jars(), now).toList())
                    .orElse(List.of());
            if (!others.isEmpty()) {
                changed.addAll(others);
                before.add(run);
            }
        }
        if (!before.isEmpty()) {
            String which = before.get(0).title();
            int others = before.size() - 1;
            terminal.note("capsnet: " + which
                    + (others == 0 ? " was" : " and " + others + (others == 1 ? " other run were" : " other runs were"))
                    + " done with other jars and " + (others == 0 ? "isn't" : "aren't")
                    + " done again; runs of both in one table may not be comparable: "
                    + String.join(", ", changed) + ". To do all with these, choose another folder with --out.");
        }
    }

    private RunExecutor executor(ExperimentFolder folder, RunOptions options, RunContext context) {
        return options.jobs() == 1
                ? new InProcessExecutor(singleRun, folder, context, terminal)
                : new ChildProcessExecutor(folder, context, options.jobs(), terminal);
    }

    /** Writes the tables anew after each run, so that what is done can be looked at. */
    private static final class Collector implements RunExecutor.Listener {

        private final ExperimentFolder folder;
        private final Map<StoredRun, RunStatus> statuses;
        private final boolean failFast;
        private final Interruption interruption;
        private boolean failed;

        Collector(
                ExperimentFolder folder,
                Map<StoredRun, RunStatus> statuses,
                RunOptions options,
                Interruption interruption) {
            this.folder = folder;
            this.statuses = statuses;
            this.failFast = options.failFast();
            this.interruption = interruption;
        }

        @Override
        public synchronized boolean goesOn() {
            return !interruption.requested() && !(failFast && failed);
        }

        @Override
        public synchronized void ended(StoredRun run, RunStatus status) {
            statuses.put(run, status);
            failed |= status.state().isUnsuccessful();
            try {
                ResultFiles.write(folder, statuses);
            } catch (IOException e) {
                throw new UserError("Can't write to the folder " + folder.path() + ": " + FileProblem.of(e) + ".", e);
            }
        }
    }
}
