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

    private static final double EULER = 0.5772156649015329;

    /** Of fewer the root mean square of the largest is about 1, which the formula doesn't give. */
    private static final int FEW = 4;

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.NONE).withVotesArray();
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor s = input.votes().tensor().max(1).dropAxis(1); // [B, J, D]
        return Capsules.of(s.squash());
    }

    /**
     * The mean of the largest of I normally distributed numbers, by √I, which is the deviation of their sum. It is about
     * a − (ln ln I + ln 4π) / 2a + γ / a with a = √(2 ln I) and Euler's γ (Cramér 1946, section 28.6); a alone, which is its
     * limit, is a quarter too much for 32 inputs.
     */
    @Override
    public double gain(CapsuleShape shape) {
        double inputs = shape.inputs();
        if (inputs < FEW) {
            return 1 / Math.sqrt(inputs);
        }
        double a = Math.sqrt(2 * Math.log(inputs));
        double largest = a - (Math.log(Math.log(inputs)) + Math.log(4 * Math.PI)) / (2 * a) + EULER / a;
        return largest / Math.sqrt(inputs);
    }
}
