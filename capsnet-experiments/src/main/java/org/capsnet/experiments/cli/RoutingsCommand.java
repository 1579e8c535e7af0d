// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.FaultText;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.routings.RoutingDescription;
import org.capsnet.experiments.routings.RoutingsJson;
import org.capsnet.experiments.routings.RoutingsText;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.NearestName;
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
            "  capsnet routings describe NAME",
            "  capsnet routings --json | jq -r '.[].name'",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        subcommands = RoutingsDescribeCommand.class)
final class RoutingsCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", hidden = true)
    private List<String> words = List.of();

    @Option(names = "--json", description = "Print a JSON array, one object for each routing.")
    private boolean json;

    private static final String DESCRIBE = "describe";

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
        requireNoWord();
        pluginReport.noteJars();
        List<RoutingDescription> descriptions = new ArrayList<>();
        for (RoutingPlugin plugin : catalog.plugins()) {
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
            terminal.out().print(RoutingsText.of(descriptions));
        }
        return 0;
    }

    private void requireNoWord() {
        if (!words.isEmpty()) {
            String word = words.get(0);
            boolean misspelled = NearestName.of(word, List.of(DESCRIBE)).isPresent();
            String name = !misspelled ? word : words.size() > 1 ? words.get(1) : "NAME";
            throw new UserError("capsnet routings lists all routings and takes no name, but got \"" + word
                    + "\". To see one, call: " + TypedCommand.next(List.of("routings", DESCRIBE, name)));
        }
    }
}
