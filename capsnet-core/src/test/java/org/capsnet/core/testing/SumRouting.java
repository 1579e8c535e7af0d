// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.testing;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;

/** The simplest routing: an amplified sum of votes. */
public record SumRouting(double factor) implements Routing {

    @Override
    public Capsules route(RoutingInput input) {
        return Capsules.of(input.votes().sum().times(factor).squash());
    }

    @Override
    public double gain(CapsuleShape shape) {
        return factor;
    }
}
