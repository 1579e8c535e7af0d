// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.capsnet.experiments.runner.ExperimentResult;
import org.capsnet.experiments.runner.ExperimentRunner;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet status}: where the runs of an experiment are. */
@Command(
        name = "status",
        header = {
            "List the runs of an experiment and where each of them is; another process may be at work on them.",
            "",
            "Examples:",
            "  capsnet status results/table2",
            "  capsnet status results/table2 --json | jq '.runs[] | select(.state == \"failed\") | .problem'",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "States: pending, running, done, failed, diverged, interrupted.",
            "Exit: 0, or 2 if DIR isn't one."
        })
final class StatusCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder of results, the --out of capsnet run.")
    private Path folder;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    private final Terminal terminal;

    @Inject
    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ExperimentResult result = ExperimentRunner.status(folder);
        terminal.out().print(json ? result.json() : result.table().toString());
        terminal.out().flush();
        result.notes().forEach(terminal::note);
        result.problems().forEach(terminal::note);
        terminal.note(result.counts() + ".");
        return 0;
    }
}
