// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code adaptive-lambda}. */
public final class LambdaRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "adaptive-lambda";
    }

    @Override
    public String summary() {
        return "Adaptive routing without iteration: the sum of votes is amplified by λ.";
    }

    @Override
    public String paper() {
        return "Ren, Su, Li 2019, Adaptive Routing Between Capsules, algorithm 2";
    }

    @Override
    public Routing defaults() {
        return new LambdaRouting(3);
    }
}
