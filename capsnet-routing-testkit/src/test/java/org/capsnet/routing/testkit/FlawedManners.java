// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Routings that aren't functions of their input, or do more than compute. */
final class FlawedManners {

    private FlawedManners() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(new Counting(), "repetition", "a routing keeps nothing between calls"),
                Flaw.of(new Drawing(), "repetition", "Nd4j.rand"),
                Flaw.of(new Noisy(), "repetition", "Nd4j.rand"),
                Flaw.of(new Printing(), "side effects", "offer inner values to a probe"),
                Flaw.of(new OverwritingState(), "side effects", "Capsules.withState", "state and losses"),
                Flaw.of(new OverwritingWeights(), "side effects", "operations that end with i", "repetition"));
    }

    private interface SumRouting extends Routing {

        @Override
        default RoutingTraits traits() {
            return RoutingTraits.standard().with(Couplings.NONE);
        }

        static boolean isFloat(RoutingInput input) {
            // Differences that the checks in double would see are left to those in float.
            return input.poses().dataType() == DataType.FLOAT;
        }
    }

    private record Counting() implements SumRouting {

        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public Capsules route(RoutingInput input) {
            double factor = SumRouting.isFloat(input) ? 1 + 1e-6 * CALLS.incrementAndGet() : 1;
            return Capsules.of(input.votes().sum().times(factor).squash());
        }
    }

    private record Drawing() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(
                    input.votes().sum().plus(0 * Nd4j.rand(1).getDouble(0)).squash());
        }
    }

    private record Noisy() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return Capsules.of(
                    SumRouting.isFloat(input)
                            ? v.plus(v.tape()
                                    .constant(Nd4j.randn(v.dataType(), v.shape()))
                                    .times(1e-6))
                            : v);
        }
    }

    private record Printing() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            System.out.println("Routing " + input.shape());
            return Capsules.of(input.votes().sum().squash());
        }
    }

    private record OverwritingState() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor calls = input.parameter("calls");
            calls.array().addi(1);
            return Capsules.of(input.votes().sum().squash()).withState("calls", calls);
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.state("calls", Initial.constant(0), 1));
        }
    }

    private record OverwritingWeights() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor bias = input.parameter("bias");
            Tensor s = input.votes().sum().plus(bias);
            if (SumRouting.isFloat(input)) {
                bias.array().muli(1 + 1e-6);
            }
            return Capsules.of(s.squash());
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.bias("bias", Initial.constant(0), 1));
        }
    }
}
