// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code max}. */
public final class MaxRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "max";
    }

    @Override
    public String summary() {
        return "No routing: the largest vote in every component.";
    }

    @Override
    public String paper() {
        return "none; a baseline";
    }

    @Override
    public Routing defaults() {
        return new MaxRouting();
    }
}
