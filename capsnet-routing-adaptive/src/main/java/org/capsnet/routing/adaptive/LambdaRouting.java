// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/**
 * Adaptive routing without iteration: the sum of votes is amplified by a constant (Ren, Su, Li 2019, "Adaptive Routing
 * Between Capsules", algorithm 2).
 *
 * <pre>
 * s_j ← Σ_i û_ij
 * v_j ← squash(λ s_j)
 * </pre>
 *
 * @param lambda λ, the gradient coefficient that takes the place of iterations
 */
public record LambdaRouting(
        @Option(value = "gradient coefficient λ", above = 0) double lambda) implements Routing {

    public LambdaRouting {
        Options.check(LambdaRouting.class, lambda);
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.NONE);
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor s = input.votes().sum(); // [B, J, D]
        return Capsules.of(s.times(lambda).squash());
    }

    @Override
    public double gain(CapsuleShape shape) {
        return lambda;
    }
}
