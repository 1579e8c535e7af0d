// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.OptionDescription;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingPlugin;

/**
 * What a list shows of a routing.
 *
 * @param options with their defaults, which train best
 * @param published the options of the paper to the letter, as {@code route} applies them: {@code iterations=3 bias=false}
 * @param differs whether the defaults aren't those of the paper
 * @param location the plug-in's class and where it was found
 */
public record RoutingDescription(
        String name,
        String summary,
        String paper,
        List<OptionDescription> options,
        String published,
        boolean differs,
        String location) {

    /** Of a plug-in of the catalog. */
    public static RoutingDescription of(RoutingCatalog catalog, RoutingPlugin plugin) {
        String name = plugin.name();
        List<OptionDescription> defaults = catalog.options(name);
        String published = published(catalog.createLiteral(name, Map.of()), defaults);
        return new RoutingDescription(
                name,
                plugin.summary(),
                plugin.paper(),
                defaults,
                published,
                !published.equals(RoutingCatalog.optionText(catalog.create(name, Map.of()))),
                ClassOrigin.of(plugin.getClass()));
    }

    /** All options but those that came later, and change nothing either as published or by default. */
    private static String published(Routing literal, List<OptionDescription> defaults) {
        Set<String> unchanging = defaults.stream()
                .filter(OptionDescription::asBefore)
                .map(OptionDescription::name)
                .collect(Collectors.toSet());
        return RoutingCatalog.options(literal).stream()
                .filter(option -> !option.asBefore() || !unchanging.contains(option.name()))
                .map(OptionDescription::setting)
                .collect(Collectors.joining(" "));
    }
}
