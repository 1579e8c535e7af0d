// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.testing;

import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.tensor.Tensor;

/** A routing with activations of its own, which hears those below; its poses may be longer than 1. */
public record LoudRouting() implements Routing {

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Activation.PROBABILITY);
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor s = input.votes().sum();
        Tensor heard = input.activations().mean(-1); // [B, 1]
        return Capsules.of(s, s.lengths().plus(heard).plus(-1).sigmoid());
    }
}
