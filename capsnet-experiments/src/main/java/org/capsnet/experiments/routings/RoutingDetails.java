// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.Map;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingPlugin;

/**
 * All there is to know of one routing.
 *
 * @param description what a list shows of it
 * @param byDefault what it needs with its default options
 * @param published what it needs with the options of its paper
 * @param yaml a fragment for an experiment file, lines with their ends
 */
public record RoutingDetails(
        RoutingDescription description, RoutingNeeds byDefault, RoutingNeeds published, String yaml) {

    /** Runs the routing in a small layer. Starts ND4J. */
    public static RoutingDetails of(RoutingCatalog catalog, RoutingPlugin plugin) {
        RoutingDescription description = RoutingDescription.of(catalog, plugin);
        String name = description.name();
        RoutingNeeds byDefault = RoutingNeeds.of(catalog.create(name, Map.of()));
        return new RoutingDetails(
                description,
                byDefault,
                description.differs() ? RoutingNeeds.of(catalog.createLiteral(name, Map.of())) : byDefault,
                RoutingFragment.of(name, description.options()));
    }
}
