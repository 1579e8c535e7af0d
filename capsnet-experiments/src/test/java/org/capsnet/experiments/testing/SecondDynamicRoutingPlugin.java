// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** A plug-in that takes the name of another. */
public final class SecondDynamicRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "dynamic";
    }

    @Override
    public String summary() {
        return "Also dynamic.";
    }

    @Override
    public String paper() {
        return "unpublished";
    }

    @Override
    public Routing defaults() {
        return new FailingRoutingPlugin.FailingRouting();
    }
}
