// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.self;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code self-routing}. */
public final class SelfRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "self-routing";
    }

    @Override
    public String summary() {
        return "Self-routing: every input capsule decides from its pose alone where its activation goes.";
    }

    @Override
    public String paper() {
        return "Hahn, Pyeon, Kim 2019, Self-Routing Capsule Networks";
    }

    @Override
    public Routing defaults() {
        return new SelfRouting(true);
    }

    @Override
    public Routing literal() {
        return new SelfRouting(false);
    }
}
