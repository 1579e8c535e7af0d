// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingCatalog;

/**
 * A routing and the name by which it was chosen.
 *
 * @param name a name of the catalog
 * @param routing a record of the options
 */
public record NamedRouting(String name, Routing routing) {

    /** The options in one line, as they would be typed. */
    public String options() {
        return RoutingCatalog.optionText(routing);
    }
}
