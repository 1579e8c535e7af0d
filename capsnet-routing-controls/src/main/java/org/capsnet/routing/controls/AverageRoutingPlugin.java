// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code average}. */
public final class AverageRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "average";
    }

    @Override
    public String summary() {
        return "No routing: the mean of the votes.";
    }

    @Override
    public String paper() {
        return "none; a baseline";
    }

    @Override
    public Routing defaults() {
        return new AverageRouting();
    }
}
