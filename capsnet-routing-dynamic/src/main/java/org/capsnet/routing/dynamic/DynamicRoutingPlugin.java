// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.dynamic;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.dynamic.DynamicRouting.CouplingSum;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code dynamic}. */
public final class DynamicRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "dynamic";
    }

    @Override
    public String summary() {
        return "Routing by agreement: couplings grow where votes agree with the output.";
    }

    @Override
    public String paper() {
        return "Sabour, Frosst, Hinton 2017, Dynamic Routing Between Capsules, procedure 1";
    }

    @Override
    public Routing defaults() {
        return new DynamicRouting(3, true, false, CouplingSum.OUTPUTS, false);
    }

    @Override
    public Routing literal() {
        return new DynamicRouting(3, true, false, CouplingSum.ONE, false);
    }
}
