// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.RoutingPlugin;

/** A right routing on pose matrices that makes the array of votes: their mean, and how little they vary. */
record MatrixRouting() implements Routing {

    /** Found by the service loader. */
    public static final class Plugin implements RoutingPlugin {

        @Override
        public String name() {
            return "kit-matrix";
        }

        @Override
        public String summary() {
            return "Mean of matrix votes weighted by the activations below";
        }

        @Override
        public String paper() {
            return "None";
        }

        @Override
        public Routing defaults() {
            return new MatrixRouting();
        }
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard()
                .with(Transformation.matrices(3))
                .with(Activation.PROBABILITY)
                .with(Couplings.FREE)
                .withVotesArray();
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor a = input.activations().insertAxis(-1); // [B, I, 1]
        Tensor shares = a.dividedBy(a.sum(1).plus(1e-3));
        input.observe("couplings", shares);
        Tensor c = shares.insertAxis(-1); // [B, I, 1, 1]
        Tensor votes = input.votes().tensor(); // [B, I, J, D]
        Tensor mean = votes.times(c).sum(1); // [B, 1, J, D]
        Tensor variance = votes.minus(mean)
                .squared()
                .times(c)
                .sum(1)
                .mean(-1)
                .dropAxis(-1)
                .dropAxis(1); // [B, J]
        return Capsules.of(
                mean.dropAxis(1),
                input.parameter("scale")
                        .times(variance)
                        .plus(input.parameter("offset"))
                        .sigmoid());
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of(
                RoutingParameter.weight("scale", Initial.constant(-1), shape.outputs()),
                RoutingParameter.bias("offset", Initial.constant(0), shape.outputs()));
    }

    @Override
    public double deviation(CapsuleShape shape, double g) {
        return 0.3;
    }
}
