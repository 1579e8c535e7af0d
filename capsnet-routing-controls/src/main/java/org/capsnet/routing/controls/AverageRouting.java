// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/**
 * The mean of the votes, squashed: what any routing should be better than.
 *
 * <pre>
 * s_j ← Σ_i û_ij / I
 * v_j ← squash(s_j)
 * </pre>
 *
 * <p>I is the number of input capsules.
 */
public record AverageRouting() implements Routing {

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.NONE);
    }

    @Override
    public Capsules route(RoutingInput input) {
        Votes votes = input.votes();
        Tensor s = votes.sum().times(1.0 / votes.inputs()); // [B, J, D]
        return Capsules.of(s.squash());
    }

    @Override
    public double gain(CapsuleShape shape) {
        return 1.0 / shape.inputs();
    }
}
