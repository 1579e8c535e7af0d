// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.adaptive.AdaptiveRouting.Move;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code adaptive}. */
public final class AdaptiveRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "adaptive";
    }

    @Override
    public String summary() {
        return "Adaptive routing: votes move towards the output that they voted for.";
    }

    @Override
    public String paper() {
        return "Ren, Su, Li 2019, Adaptive Routing Between Capsules, algorithm 1";
    }

    @Override
    public Routing defaults() {
        return new AdaptiveRouting(3, Move.MEAN);
    }

    @Override
    public Routing literal() {
        return new AdaptiveRouting(3, Move.FULL);
    }
}
