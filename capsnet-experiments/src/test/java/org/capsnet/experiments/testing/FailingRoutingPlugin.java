// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.routing.spi.RoutingPlugin;

/** A plug-in whose routing has a fault. */
public final class FailingRoutingPlugin implements RoutingPlugin {

    /** Fails at the first batch. */
    public record FailingRouting() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            throw new IllegalStateException("this routing\nnever works");
        }
    }

    @Override
    public String name() {
        return "failing";
    }

    @Override
    public String summary() {
        return "Fails.";
    }

    @Override
    public String paper() {
        return "unpublished";
    }

    @Override
    public Routing defaults() {
        return new FailingRouting();
    }
}
