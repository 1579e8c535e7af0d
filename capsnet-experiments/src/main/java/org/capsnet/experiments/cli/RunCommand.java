// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.runner.ExperimentResult;
import org.capsnet.experiments.runner.ExperimentRunner;
import org.capsnet.experiments.runner.Interruption;
import org.capsnet.experiments.runner.RunContext;
import org.capsnet.experiments.runner.RunOptions;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code capsnet run}: runs an experiment file. */
@Command(
        name = "run",
        header = {
            "Run the runs of an experiment file, and go on with those that were interrupted.",
            "",
            "Examples:",
            "  capsnet run experiments/table2.yaml --profile smoke",
            "  capsnet run FILE --out DIR --resume          go on; what is done isn't done again",
            "  capsnet run FILE --out DIR --retry-failed    go on, with those that failed from their start",
            "  capsnet run FILE --jobs 4                    four runs at a time, each in a process of its own",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "Ctrl+C keeps a checkpoint and ends; a run that goes on, even after kill -9, ends with the same",
            "weights and figures as one without a pause. See: docs/experiments.md, capsnet plan, capsnet status",
            "Exit: 0 all runs are done, 1 a run failed or diverged, 2 something to put right and nothing was run,",
            "      130 interrupted by Ctrl+C, 143 by SIGTERM; both can be gone on with.",
        })
final class RunCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int INCOMPLETE = 1;
    private static final int MOST_JOBS = 256;
    private static final int LONGEST_PAUSE = 1_000_000;
    private static final List<String> WAYS_TO_GO_ON = List.of("--resume", "--retry-failed");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the results; made if absent. Default: results/ and the experiment's name, with the"
                            + " profile's.")
    private Path out;

    @Option(names = "--resume", description = "Go on with the runs in DIR that aren't done.")
    private boolean resume;

    @Option(names = "--retry-failed", description = "The same, and begin those again that failed or diverged.")
    private boolean retryFailed;

    @Option(names = "--fail-fast", description = "Begin no further run after one that failed or diverged.")
    private boolean failFast;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Runs at a time, 1 to " + MOST_JOBS + "; from 2 on, each in a process with its share of the"
                    + " threads. Default: 1")
    private Integer jobs;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "N",
            description = "Training steps between two checkpoints; the end of an epoch has one besides. Default: "
                    + RunContext.USUAL_EVERY)
    private Integer every;

    @Option(names = "--json", description = "Print the results as JSON instead of a table.")
    private boolean json;

    // Providers, since picocli makes a command with a @Spec even to show the help of another.
    private final Provider<ExperimentReader> reader;
    private final Provider<ExperimentRunner> runner;
    private final Provider<RoutingCatalog> catalog;
    private final PluginReport pluginReport;
    private final VersionText versions;
    private final Terminal terminal;

    @Inject
    RunCommand(
            Provider<ExperimentReader> reader,
            Provider<ExperimentRunner> runner,
            Provider<RoutingCatalog> catalog,
            PluginReport pluginReport,
            VersionText versions,
            Terminal terminal) {
        this.reader = reader;
        this.runner = runner;
        this.catalog = catalog;
        this.pluginReport = pluginReport;
        this.versions = versions;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        int runsAtATime = NumberOption.inRange("--jobs", jobs, 1, MOST_JOBS);
        int steps = NumberOption.inRange("--checkpoint-every", every, RunContext.USUAL_EVERY, LONGEST_PAUSE);
        pluginReport.noteJars();
        Experiment experiment = options.read(reader.get());
        pluginReport.noteFailures(catalog.get());
        Path folder = out == null ? usualFolder(experiment) : out;
        Interruption interruption = new Interruption().hearingSignals();
        ExperimentResult result = runner.get()
                .run(
                        experiment,
                        options.file(),
                        new RunOptions(folder, resume, retryFailed, failFast, runsAtATime),
                        new RunContext(steps, TypedCommand.of(spec), List.of(versions.getVersion()), interruption));
        if (interruption.exitCode() != 0 && !result.isComplete()) {
            terminal.note(result.counts() + ".");
            terminal.note("Interrupted. Go on with: " + goOnWith("--resume"));
            return interruption.exitCode();
        }
        terminal.out().print(json ? result.json() : result.summary().toString());
        terminal.out().flush();
        result.notes().forEach(terminal::note);
        result.problems().forEach(terminal::note);
        terminal.note(result.counts() + ". Results: " + folder.resolve("runs.csv")
                + ", epochs.csv and summary.csv. Next: " + next(result, folder));
        return result.isComplete() ? DONE : INCOMPLETE;
    }

    private String next(ExperimentResult result, Path folder) {
        if (result.hasUnsuccessful()) {
            return goOnWith("--retry-failed");
        }
        return result.isComplete() ? TypedCommand.next(List.of("report", folder.toString())) : goOnWith("--resume");
    }

    private String goOnWith(String option) {
        List<String> words = new ArrayList<>(TypedCommand.words(spec));
        words.removeAll(WAYS_TO_GO_ON);
        words.add(option);
        return TypedCommand.next(words);
    }

    private static Path usualFolder(Experiment experiment) {
        return Path.of(
                "results",
                Stream.concat(Stream.of(experiment.name()), experiment.profile().stream())
                        .map(name -> name.replaceAll("[^\\p{Alnum}._-]+", "-"))
                        .reduce((name, chosen) -> name + "-" + chosen)
                        .orElseThrow());
    }
}
