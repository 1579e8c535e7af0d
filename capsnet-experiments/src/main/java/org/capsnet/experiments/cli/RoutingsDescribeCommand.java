// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.capsnet.experiments.routings.RoutingDetails;
import org.capsnet.experiments.routings.RoutingDetailsJson;
import org.capsnet.experiments.routings.RoutingDetailsText;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingPlugin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet routings describe}: all there is to know of one routing. */
@Command(
        name = "describe",
        header = {
            "Describe one routing: its options, what it needs, and how to write it in an experiment file.",
            "",
            "Examples:",
            "  capsnet routings describe NAME",
            "  capsnet routings describe NAME --json | jq -r .yaml",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "What it reads of the layer below is found by running it, with its default options, in a small layer.",
        })
final class RoutingsDescribeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The routing; see: capsnet routings")
    private String name;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    private final RoutingCatalog catalog;
    private final PluginReport pluginReport;
    private final Terminal terminal;

    @Inject
    RoutingsDescribeCommand(RoutingCatalog catalog, PluginReport pluginReport, Terminal terminal) {
        this.catalog = catalog;
        this.pluginReport = pluginReport;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        pluginReport.noteJars();
        RoutingPlugin plugin = catalog.plugin(name);
        RoutingDetails details = RoutingDetails.of(catalog, plugin);
        if (json) {
            RoutingDetailsJson.write(details, terminal.out());
        } else {
            terminal.out().print(RoutingDetailsText.of(details));
        }
        details.published()
                .problem()
                .or(() -> details.byDefault().problem())
                .ifPresent(
                        problem -> terminal.note("capsnet: what it reads of the layer below isn't known. " + problem));
        terminal.note("Next: " + TypedCommand.next(List.of("quickstart", "--smoke", "--routing", name))
                + " trains a small network with it.");
        return 0;
    }
}
