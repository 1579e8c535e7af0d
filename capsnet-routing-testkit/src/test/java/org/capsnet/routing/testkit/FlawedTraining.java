// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.nd4j.shade.jackson.annotation.JsonIgnore;

/** Routings that give the right output, but are trained or saved wrongly. */
final class FlawedTraining {

    private static final RoutingTraits NO_COUPLINGS = RoutingTraits.standard().with(Couplings.NONE);

    private FlawedTraining() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(new HalfDetached(), "gradients", "detached() or array()"),
                Flaw.of(new AllDetached(), "gradients", "detached() or array()", "trained parameters"),
                Flaw.of(new HalfDetachedActivations(), "gradients", "detached() or array()"),
                Flaw.of(new HalfDetachedLoss(), "gradients", "detached() or array()"),
                Flaw.of(new UnusedParameter(), "trained parameters", "input.parameter(\"bias\")"),
                Flaw.of(new OddLoss(), "state and losses", "what is given to withLoss"),
                Flaw.of(new ConstantLoss(), "state and losses", "a loss that is constant"),
                Flaw.of(new ForgottenState(), "state and losses", "parameters() and withState"),
                Flaw.of(new UndeclaredState(), "state and losses", "parameters() and withState"),
                Flaw.of(new FrozenState(), "state and losses", "withState(...) in route()"),
                Flaw.of(new Forgetful(2), "saving and loading", "none hidden from Jackson"));
    }

    /** A sum of votes, squashed. */
    private interface SumRouting extends Routing {

        @Override
        default RoutingTraits traits() {
            return NO_COUPLINGS;
        }

        @Override
        default Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash());
        }
    }

    private record HalfDetached() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor s = input.votes().sum();
            return Capsules.of(s.plus(s.detached()).times(0.5).squash());
        }
    }

    /** Two iterations of agreement, of which only the last is differentiated. */
    private interface StoppedRouting extends AgreementRouting {

        @Override
        default int iterations() {
            return 2;
        }

        @Override
        default boolean stopGradient() {
            return true;
        }

        @Override
        default Tensor output(Tensor s, RoutingInput input) {
            return s.squash();
        }
    }

    /** Stops the gradient of the last iteration too. */
    private record AllDetached() implements StoppedRouting {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(StoppedRouting.super.route(input).poses().detached());
        }
    }

    /** The poses alone are differentiated rightly. */
    private record HalfDetachedActivations() implements StoppedRouting {
        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Activation.PROBABILITY);
        }

        @Override
        public Capsules finish(Tensor v, RoutingInput input) {
            Tensor lengths = v.lengths();
            return Capsules.of(v, lengths.plus(lengths.detached()).times(0.5));
        }
    }

    /** The capsules are differentiated rightly, their loss isn't. */
    private record HalfDetachedLoss() implements StoppedRouting {
        @Override
        public Capsules finish(Tensor v, RoutingInput input) {
            Tensor loss = v.squared().sum(-1).sum(-2).dropAxis(-1).dropAxis(-1); // [B]
            return Capsules.of(v).withLoss(loss.plus(loss.detached()));
        }
    }

    private record UnusedParameter() implements SumRouting {
        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.bias("bias", Initial.constant(0), shape.outputs()));
        }
    }

    private record OddLoss() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return Capsules.of(v).withLoss(v.lengths().sum(-1));
        }
    }

    private record ConstantLoss() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Votes votes = input.votes();
            return SumRouting.super
                    .route(input)
                    .withLoss(input.poses().tape().filled(1, votes.dataType(), votes.batch()));
        }
    }

    private interface StateRouting extends SumRouting {

        @Override
        default List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.state("calls", Initial.constant(0), 1));
        }
    }

    private record ForgottenState() implements StateRouting {}

    private record FrozenState() implements StateRouting {
        @Override
        public Capsules route(RoutingInput input) {
            return StateRouting.super.route(input).withState("calls", input.parameter("calls"));
        }
    }

    private record UndeclaredState() implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return Capsules.of(v).withState("calls", v);
        }
    }

    private record Forgetful(@JsonIgnore int factor) implements SumRouting {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(factor).squash());
        }

        @Override
        public double gain(CapsuleShape shape) {
            return factor;
        }
    }
}
