// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.em.EmRouting.DataAmount;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code em}. */
public final class EmRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "em";
    }

    @Override
    public String summary() {
        return "EM routing: outputs are Gaussians over the votes of pose matrices.";
    }

    @Override
    public String paper() {
        return "Hinton, Sabour, Frosst 2018, Matrix Capsules with EM Routing, procedure 1";
    }

    @Override
    public Routing defaults() {
        return new EmRouting(3, 2, DataAmount.SHARE, false, true, 0.125);
    }

    @Override
    public Routing literal() {
        return new EmRouting(3, 0.01, DataAmount.SUM, true, false, 1);
    }
}
