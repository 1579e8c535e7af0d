// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.plan.PlanJson;
import org.capsnet.experiments.plan.PlanTable;
import org.capsnet.experiments.plan.PlannedRun;
import org.capsnet.experiments.plan.RunForecaster;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capsnet plan}: checks an experiment file and lists its runs. */
@Command(
        name = "plan",
        header = {
            "Check an experiment file and list its runs, without running any.",
            "",
            "Examples:",
            "  capsnet plan experiments/table2.yaml --profile smoke",
            "  capsnet plan FILE --set training.epochs=2 --set routing.lambda=3",
            "  capsnet plan FILE --forecast     with the minutes and the memory of each run",
            "  capsnet plan FILE --json",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "Needs no images, with --forecast neither. The id of a run is made from all its settings: equal runs have equal ids.",
            "The file's format: docs/experiments.md. See also: capsnet routings describe NAME",
            "Exit: 0 the file is right, 2 something to put right.",
        })
final class PlanCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Mixin
    private ExperimentOptions options;

    @Option(
            names = "--forecast",
            description = {
                "Tell how long each run will take on this machine and how much memory, tests included.",
                "Takes seconds for each network, which trains for some steps with noise."
            })
    private boolean forecast;

    @Option(names = "--json", description = "Print the runs, with all settings, as JSON instead of a table.")
    private boolean json;

    private final Provider<ExperimentReader> reader;
    private final RunForecaster forecaster;
    private final Terminal terminal;

    @Inject
    PlanCommand(Provider<ExperimentReader> reader, RunForecaster forecaster, Terminal terminal) {
        this.reader = reader;
        this.forecaster = forecaster;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Experiment experiment = options.read(reader.get());
        List<PlannedRun> runs = PlannedRun.of(experiment, forecast ? forecaster : run -> Optional.empty());
        if (json) {
            PlanJson.write(runs, terminal.out());
        } else {
            terminal.out().print(PlanTable.of(runs));
        }
        terminal.out().flush();
        terminal.note(counted(experiment));
        return DONE;
    }

    private static String counted(Experiment experiment) {
        int all = experiment.cells().size();
        long seeds = experiment.cells().stream()
                .map(cell -> cell.configuration().seed())
                .distinct()
                .count();
        return String.format(
                Locale.ROOT,
                "%s: %,d %s, %,d %s with %,d %s each. Nothing was run.",
                experiment.name()
                        + experiment.profile().map(name -> " (" + name + ")").orElse(""),
                all,
                all == 1 ? "run" : "runs",
                all / seeds,
                all / seeds == 1 ? "cell" : "cells",
                seeds,
                seeds == 1 ? "seed" : "seeds");
    }
}
