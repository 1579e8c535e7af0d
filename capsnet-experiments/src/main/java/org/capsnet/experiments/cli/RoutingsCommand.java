// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.FaultText;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingException;
import org.capsnet.routing.spi.RoutingPlugin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet routings}: what there is to choose from. Nothing of ND4J starts. */
@Command(
        name = "routings",
        header = {
            "List the routings that were found, with their options.",
            "",
            "Examples:",
            "  capsnet routings",
            "  capsnet routings dynamic",
            "  capsnet routings --json | jq -r '.[].name'",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n")
final class RoutingsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this routing, and where it comes from.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "Print a JSON array, one object for each routing.")
    private boolean json;

    private final RoutingCatalog catalog;
    private final PluginReport pluginReport;
    private final Terminal terminal;

    @Inject
    RoutingsCommand(RoutingCatalog catalog, PluginReport pluginReport, Terminal terminal) {
        this.catalog = catalog;
        this.pluginReport = pluginReport;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        pluginReport.noteJars();
        Collection<RoutingPlugin> chosen = name.isPresent() ? List.of(catalog.plugin(name.get())) : catalog.plugins();
        List<RoutingDescription> descriptions = new ArrayList<>();
        for (RoutingPlugin plugin : chosen) {
            try {
                descriptions.add(RoutingDescription.of(catalog, plugin));
            } catch (RuntimeException | LinkageError e) {
                terminal.note("capsnet: the routing \"" + plugin.name() + "\" can't be shown: "
                        + (e instanceof RoutingException
                                ? e.getMessage()
                                : ClassOrigin.of(plugin.getClass()) + " " + FaultText.of(e)));
            }
        }
        pluginReport.noteFailures(catalog);
        if (json) {
            RoutingsJson.write(descriptions, terminal.out());
        } else {
            terminal.out().print(RoutingsText.of(descriptions, name.isPresent()));
        }
        return 0;
    }
}
