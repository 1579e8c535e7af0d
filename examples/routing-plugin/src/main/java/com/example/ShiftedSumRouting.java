// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/** v_j ← squash(λ Σ_i û_ij + β_j), with a trained β [J, D]. */
public record ShiftedSumRouting(
        @Option(value = "gain λ", above = 0) double lambda) implements Routing {

    public ShiftedSumRouting {
        Options.check(ShiftedSumRouting.class, lambda);
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.NONE);
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of(RoutingParameter.bias("shift", Initial.constant(0), shape.outputs(), shape.outputDimension()));
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor s = input.votes().sum().times(lambda); // [B, J, D]
        return Capsules.of(s.plus(input.parameter("shift")).squash());
    }

    @Override
    public double gain(CapsuleShape shape) {
        return lambda;
    }
}
