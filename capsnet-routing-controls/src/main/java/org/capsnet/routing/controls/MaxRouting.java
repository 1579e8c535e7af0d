// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;

/**
 * The largest vote in every component, squashed: max pooling in place of routing.
 *
 * <pre>
 * s_jh ← max_i û_ijh
 * v_j ← squash(s_j)
 * </pre>
 */
public record MaxRouting() implements Routing {

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.NONE).withVotesArray();
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor s = input.votes().tensor().max(1).dropAxis(1); // [B, J, D]
        return Capsules.of(s.squash());
    }

    /** The largest of I normally distributed numbers is about √(2 ln I) deviations, that of their sum is √I. */
    @Override
    public double gain(CapsuleShape shape) {
        double inputs = shape.inputs();
        return inputs == 1 ? 1 : Math.sqrt(2 * Math.log(inputs) / inputs);
    }
}
