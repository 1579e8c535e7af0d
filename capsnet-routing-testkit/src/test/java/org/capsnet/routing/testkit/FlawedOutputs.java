// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;

/** Routings that return something wrong. */
final class FlawedOutputs {

    private FlawedOutputs() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(new OneComponentShort(), "shapes", "the last steps of route()", "stacking"),
                Flaw.of(new WithoutItsActivations(), "shapes", "return Capsules.of(poses, activations)"),
                Flaw.of(new WithStrayActivations(), "shapes", "return Capsules.of(poses) from"),
                Flaw.of(new LongerThanOne(), "activations", "should end with squash()"),
                Flaw.of(new MoreThanCertain(), "activations", "sigmoid() stays in [0, 1]"),
                Flaw.of(new OddDistribution(), "activations", "softmax(-1) of [B, J]"),
                Flaw.of(new UndefinedAtZero(), "finite numbers", "add a small constant before"),
                Flaw.of(new OfTheWholeBatch(), "batch independence", "axis 0, the batch"),
                Flaw.of(new Cancelling(), "float precision", "nearly equal"),
                Flaw.of(new Vanishing(), "stacking", "gain()"),
                Flaw.of(new SameForAllClasses(), "learning", "whether outputs saturate"));
    }

    /** A sum of votes, squashed, with what a flawed routing changes. */
    private interface SumRouting extends Routing {

        @Override
        default RoutingTraits traits() {
            return RoutingTraits.standard().with(Couplings.NONE);
        }

        @Override
        default Capsules route(RoutingInput input) {
            return Capsules.of(output(input.votes().sum()));
        }

        default Tensor output(Tensor s) {
            return s.squash();
        }
    }

    private record OneComponentShort() implements SumRouting {
        @Override
        public Tensor output(Tensor s) {
            return s.slice(-1, 0, s.size(-1) - 1).squash();
        }
    }

    private record WithoutItsActivations() implements SumRouting {
        @Override
        public RoutingTraits traits() {
            return SumRouting.super.traits().with(Activation.PROBABILITY);
        }
    }

    private record WithStrayActivations() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return Capsules.of(v, v.lengths());
        }
    }

    private record LongerThanOne() implements SumRouting {
        @Override
        public Tensor output(Tensor s) {
            return s.squash().times(1.1);
        }
    }

    private record MoreThanCertain() implements SumRouting {
        @Override
        public RoutingTraits traits() {
            return SumRouting.super.traits().with(Activation.PROBABILITY);
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return Capsules.of(v, v.lengths().times(1.1));
        }
    }

    private record OddDistribution() implements SumRouting {
        @Override
        public RoutingTraits traits() {
            return SumRouting.super.traits().with(Activation.DISTRIBUTION);
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return Capsules.of(v, v.lengths());
        }
    }

    private record UndefinedAtZero() implements SumRouting {
        @Override
        public Tensor output(Tensor s) {
            Tensor length = s.squared().sum(-1).sqrt();
            return s.times(length.dividedBy(length.squared().plus(1)));
        }
    }

    private record OfTheWholeBatch() implements SumRouting {
        @Override
        public Tensor output(Tensor s) {
            return s.plus(s.mean(0).times(0.1)).squash();
        }
    }

    private record Cancelling() implements SumRouting {
        @Override
        public Tensor output(Tensor s) {
            return s.plus(5000).plus(-5000).squash();
        }
    }

    private record Vanishing() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(
                    input.votes().sum().times(1.0 / input.votes().inputs()).squash());
        }
    }

    private record SameForAllClasses() implements SumRouting {
        @Override
        public Tensor output(Tensor s) {
            return s.times(0).plus(s.sum(1).times(1 / Math.sqrt(s.size(1)))).squash();
        }
    }
}
