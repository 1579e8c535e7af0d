// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.stream.DoubleStream;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Routings whose traits are wrong. */
final class FlawedPromises {

    private static final RoutingTraits NO_COUPLINGS = RoutingTraits.standard().with(Couplings.NONE);

    private FlawedPromises() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of(new SoftmaxOverInputs(), "couplings", "the axis of the softmax"),
                Flaw.of(new NegativeCouplings(), "couplings", "should be a softmax or a quotient"),
                Flaw.of(new SilentCouplings(), "couplings", "call input.observe"),
                Flaw.of(new SecretCouplings(), "couplings", "should declare OUTPUTS or FREE"),
                Flaw.of(new TransposedCouplings(), "couplings", "what is given to input.observe"),
                Flaw.of(new SecretVotesArray(), "memory", "or declare RoutingTraits.withVotesArray()"),
                Flaw.of(new NeedlessVotesArray(), "memory", "promises more, and keeps it"),
                Flaw.of(new SecretOrder(), "order of the inputs", "declare RoutingTraits.ordered()"),
                Flaw.of(new NeedlessOrder(), "order of the inputs", "promises more, and keeps it"));
    }

    private static Capsules sum(RoutingInput input) {
        return Capsules.of(input.votes().sum().squash());
    }

    private record SoftmaxOverInputs() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Votes votes = input.votes();
            Tensor c = votes.agreement(votes.sum().squash()).softmax(1);
            input.observe("couplings", c);
            return Capsules.of(votes.weightedSum(c).times(votes.inputs()).squash());
        }
    }

    private record NegativeCouplings() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Votes votes = input.votes();
            Tensor shares = votes.agreement(votes.sum().squash()).softmax(-1);
            // They still sum to 1.
            input.observe("couplings", shares.times(1 + 2.0 * votes.outputs()).plus(-2));
            return sum(input);
        }
    }

    private record SilentCouplings() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return sum(input);
        }
    }

    private record SecretCouplings() implements Routing {
        @Override
        public RoutingTraits traits() {
            return NO_COUPLINGS;
        }

        @Override
        public Capsules route(RoutingInput input) {
            input.observe("couplings", input.votes().zeroLogits().softmax(-1));
            return sum(input);
        }
    }

    private record TransposedCouplings() implements Routing {
        @Override
        public RoutingTraits traits() {
            return NO_COUPLINGS.with(Couplings.FREE);
        }

        @Override
        public Capsules route(RoutingInput input) {
            INDArray couplings = input.votes().zeroLogits().array();
            input.observe("couplings", input.poses().tape().constant(couplings.permute(0, 2, 1)));
            return sum(input);
        }
    }

    private record SecretVotesArray() implements Routing {
        @Override
        public RoutingTraits traits() {
            return NO_COUPLINGS;
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().tensor().sum(1).dropAxis(1).squash());
        }
    }

    private record NeedlessVotesArray() implements Routing {
        @Override
        public RoutingTraits traits() {
            return NO_COUPLINGS.withVotesArray();
        }

        @Override
        public Capsules route(RoutingInput input) {
            return sum(input);
        }
    }

    private record SecretOrder() implements Routing {
        @Override
        public RoutingTraits traits() {
            return NO_COUPLINGS;
        }

        @Override
        public Capsules route(RoutingInput input) {
            Votes votes = input.votes();
            double[] later = DoubleStream.iterate(0.9, x -> x + 0.01)
                    .limit(votes.inputs())
                    .toArray();
            INDArray column = Nd4j.createFromArray(later).reshape(votes.inputs(), 1);
            Tensor c = input.poses().tape().constant(column.castTo(votes.dataType()));
            return Capsules.of(votes.weightedSum(votes.zeroLogits().plus(c)).squash());
        }
    }

    private record NeedlessOrder() implements Routing {
        @Override
        public RoutingTraits traits() {
            return NO_COUPLINGS.ordered();
        }

        @Override
        public Capsules route(RoutingInput input) {
            return sum(input);
        }
    }
}
