// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.capsnet.experiments.quickstart.QuickstartDefaults;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.routing.spi.RoutingCatalog;

/** Makes the routings that a user chose with {@code --routing} and {@code --set}. */
final class RoutingSelection {

    // A provider, since picocli makes a command with a @Spec even to show the help of another.
    private final Provider<RoutingCatalog> catalogProvider;
    private final QuickstartDefaults defaults;
    private final PluginReport pluginReport;

    @Inject
    RoutingSelection(Provider<RoutingCatalog> catalogProvider, QuickstartDefaults defaults, PluginReport pluginReport) {
        this.catalogProvider = catalogProvider;
        this.defaults = defaults;
        this.pluginReport = pluginReport;
    }

    /**
     * The routings in their order, each once.
     *
     * @param names none for those that the program compares by default
     * @param settings each {@code routing.option=value}
     */
    List<NamedRouting> routings(List<String> names, List<String> settings) {
        return routings(catalog -> chosen(names, catalog), settings);
    }

    private List<String> chosen(List<String> names, RoutingCatalog catalog) {
        if (names.isEmpty()) {
            return defaults.routings().isEmpty() ? catalog.names() : defaults.routings();
        }
        return names.stream().map(String::strip).distinct().toList();
    }

    /**
     * Routings that are chosen by what the catalog has.
     *
     * @param choice from the catalog to the names, each once
     * @param settings each {@code routing.option=value}
     */
    List<NamedRouting> routings(Function<RoutingCatalog, List<String>> choice, List<String> settings) {
        RoutingCatalog catalog = catalogProvider.get();
        pluginReport.noteJars();
        List<String> chosen = choice.apply(catalog);
        if (chosen.isEmpty()) {
            // Asking an empty catalog for any routing gives the message that explains how to fill it.
            catalog.plugin("");
        }
        chosen.forEach(catalog::plugin);
        pluginReport.noteFailures(catalog);
        Map<String, Map<String, String>> changes = RoutingSettings.parse(settings, chosen);
        return chosen.stream()
                .map(name -> new NamedRouting(name, catalog.create(name, changes.getOrDefault(name, Map.of()))))
                .toList();
    }
}
