// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import org.capsnet.experiments.plugins.PluginJars;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;

/** Tells of plug-ins that can't be used, a line for each. */
final class PluginReport {

    private final PluginJars jars;
    private final Terminal terminal;

    @Inject
    PluginReport(PluginJars jars, Terminal terminal) {
        this.jars = jars;
        this.terminal = terminal;
    }

    /** Those that the catalog can't know. To be called before a routing is looked for, which may be missing therefore. */
    void noteJars() {
        jars.complaints().forEach(complaint -> terminal.note("capsnet: " + complaint));
    }

    /** Those that the catalog set aside. To be called after a routing was looked for: if it is missing, that says it. */
    void noteFailures(RoutingCatalog catalog) {
        catalog.failures().forEach(failure -> terminal.note("capsnet: a plug-in failed to load: " + failure));
    }
}
