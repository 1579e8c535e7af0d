// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.forecast.Forecast;
import org.capsnet.experiments.forecast.Forecaster;
import org.capsnet.experiments.forecast.MemorySize;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.NamedRouting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code capsnet forecast}: what a network will need before it runs. */
@Command(
        name = "forecast",
        header = {
            "Tell parameters, memory and time of a training step before a network runs.",
            "",
            "Examples:",
            "  capsnet forecast                                     the network of quickstart",
            "  capsnet forecast --capsules 256,10 --batch 64 --routing NAME",
            "  capsnet forecast --memory 1GB --json                 split batches so that they fit",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Takes seconds: each routing trains for some steps with noise, with small batches first and with the",
            "wanted one where it fits into memory. Memory is all that the process will have, Java and libraries included.",
            "Exit: 0 done, 2 something to put right, for instance if not even one image fits into --memory.",
        })
final class ForecastCommand implements Callable<Integer> {

    @Option(
            names = "--routing",
            paramLabel = "NAME",
            split = ",",
            description = "The routings, in this order; may be repeated. Default: those of the paper.")
    private List<String> names = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME.OPTION=VALUE",
            description = "Change an option of the routing NAME; may be repeated.")
    private List<String> settings = List.of();

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "128",
            description = "Images of a training step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--memory", paramLabel = "SIZE", description = MemoryOption.DESCRIPTION)
    private Optional<String> memory = Optional.empty();

    @Option(names = "--json", description = "Print a JSON array, one object for each routing.")
    private boolean json;

    private final RoutingSelection selection;
    private final Forecaster forecaster;
    private final Terminal terminal;

    @Inject
    ForecastCommand(RoutingSelection selection, Forecaster forecaster, Terminal terminal) {
        this.selection = selection;
        this.forecaster = forecaster;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (batch < 1) {
            throw new UserError("--batch must be at least 1 but is " + batch + ".");
        }
        CapsuleNetworkSpec spec = network.network();
        Optional<MemorySize> allowed = memory.map(MemoryOption::parse);
        List<NamedRouting> routings = selection.routings(names, settings);
        terminal.note("Network:  " + spec.summary());
        List<Forecast> forecasts = new ArrayList<>();
        for (NamedRouting routing : routings) {
            terminal.note("Measuring " + routing.name() + " ...");
            forecasts.add(
                    allowed.isPresent()
                            ? forecaster.forecast(routing, spec, batch, allowed.get())
                            : forecaster.forecast(routing, spec, batch));
        }
        if (json) {
            ForecastJson.write(forecasts, terminal.out());
        } else {
            terminal.out().print(ForecastText.of(forecasts));
        }
        return 0;
    }
}
