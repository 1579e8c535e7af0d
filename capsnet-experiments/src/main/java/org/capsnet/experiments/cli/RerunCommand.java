// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.capsnet.experiments.runner.Interruption;
import org.capsnet.experiments.runner.Rerun;
import org.capsnet.experiments.runner.RunContext;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code capsnet rerun}: does one run again. */
@Command(
        name = "rerun",
        header = {
            "Do a run again, from its folder alone, and say what isn't as it was.",
            "",
            "Examples:",
            "  capsnet rerun results/table2/runs/0123456789ab",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "Compares the losses of all steps, the figures of all epochs and the weights.",
            "Exit: 0 the results are identical, 1 they aren't or the run failed, 2 something to put right,",
            "      130 or 143 interrupted; the same command goes on.",
        })
final class RerunCommand implements Callable<Integer> {

    private static final int IDENTICAL = 0;
    private static final int DIFFERENT = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUNDIR", description = "The folder of a run that is done.")
    private Path run;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the new run. Default: RUNDIR-rerun, beside the other.")
    private Path out;

    private final Provider<Rerun> rerun;
    private final VersionText versions;
    private final Terminal terminal;

    @Inject
    RerunCommand(Provider<Rerun> rerun, VersionText versions, Terminal terminal) {
        this.rerun = rerun;
        this.versions = versions;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path before = run.toAbsolutePath().normalize();
        Path now = out == null ? before.resolveSibling(before.getFileName() + "-rerun") : out;
        Interruption interruption = new Interruption().hearingSignals();
        Rerun.Comparison comparison = rerun.get()
                .run(
                        run,
                        now,
                        new RunContext(
                                RunContext.USUAL_EVERY,
                                TypedCommand.of(spec),
                                List.of(versions.getVersion()),
                                interruption));
        if (!comparison.done() && interruption.exitCode() != 0) {
            terminal.note("Interrupted. Go on with: " + TypedCommand.again(spec));
            return interruption.exitCode();
        }
        comparison.surroundings().forEach(line -> terminal.out().println("environment: " + line));
        comparison.results().forEach(line -> terminal.out().println("result: " + line));
        boolean identical = comparison.done() && comparison.results().isEmpty();
        terminal.out()
                .println(
                        identical
                                ? "The results are identical to the last bit."
                                : comparison.done() ? "The results differ." : "The run failed this time.");
        terminal.out().flush();
        terminal.note("The new run is in " + now);
        return identical ? IDENTICAL : DIFFERENT;
    }
}
