// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.OptionDescription;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingException;
import org.capsnet.routing.spi.RoutingPlugin;

/** A plug-in as a catalog knows it. */
record PluginUnderTest(RoutingCatalog catalog, RoutingPlugin plugin) {

    /** Finds a plug-in on the class path. */
    static PluginUnderTest load(String name) {
        RoutingCatalog catalog = RoutingCatalog.load();
        try {
            return new PluginUnderTest(catalog, catalog.plugin(name));
        } catch (RoutingException e) {
            throw Finding.of(
                    "a plug-in called \"" + name + "\" on the class path",
                    e.getMessage(),
                    "src/main/resources/META-INF/services/" + RoutingPlugin.class.getName()
                            + ": it needs a line with the full class name of the plug-in, whose name() must be \""
                            + name + "\"");
        }
    }

    String name() {
        return plugin.name();
    }

    /** The defaults with each boolean and enum option changed, one at a time. */
    List<Map<String, String>> flippedOptions() {
        Routing defaults = plugin.defaults();
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        List<OptionDescription> options = catalog.options(name());
        List<Map<String, String>> sets = new ArrayList<>();
        for (int k = 0; k < components.length; k++) {
            String option = options.get(k).name();
            OptionSamples.alternatives(RecordCopy.value(defaults, components[k]))
                    .forEach(value -> sets.add(Map.of(option, OptionSamples.text(value))));
        }
        return sets;
    }
}
