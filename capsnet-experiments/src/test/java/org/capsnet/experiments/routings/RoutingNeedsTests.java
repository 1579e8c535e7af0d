// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.experiments.routings.RoutingNeeds.Reads;
import org.junit.jupiter.api.Test;

class RoutingNeedsTests {

    @Test
    void aRoutingOnVotesReadsNothingElse() {
        RoutingNeeds needs = RoutingNeeds.of(new Sum());

        assertThat(needs.reads()).contains(new Reads(false, false));
        assertThat(NeedsText.lines(needs))
                .containsEntry("activations below", "not read")
                .containsEntry("places below", "not read")
                .containsEntry("own parameters", "none, and no state");
    }

    @Test
    void activationsAreFoundToBeReadThoughTheirFactorStartsAtZero() {
        RoutingNeeds needs = RoutingNeeds.of(new Gated());

        assertThat(needs.reads()).contains(new Reads(true, false));
        assertThat(NeedsText.lines(needs))
                .containsEntry(
                        "own parameters", "in a layer of 1152 capsules of dimension 8 below and 10 of dimension 16:")
                .containsEntry("  gate", "[10]  trained; starts at 0")
                .containsEntry("  mix", "[8, 16]  trained, with weight decay; starts random, 0 ± 0.144")
                .containsEntry("  mean", "[10, 16]  state, which it changes itself; starts at 0.5");
    }

    @Test
    void placesAreFoundToBeRead() {
        assertThat(RoutingNeeds.of(new Placed()).reads()).contains(new Reads(false, true));
    }

    @Test
    void poseMatricesAreNamedWithTheDimensionThatTheyNeed() {
        RoutingNeeds needs = RoutingNeeds.of(new Matrices());

        assertThat(needs.example()).isEqualTo(new CapsuleShape(1152, 9, 10, 9));
        assertThat(NeedsText.lines(needs))
                .containsEntry(
                        "votes", "products of 3x3 pose matrices: capsules have dimension 9, below and in the layer")
                .containsEntry("order below", "makes a difference")
                .containsEntry("activations", "its own, which sum to 1 over the output capsules");
    }

    @Test
    void aRoutingWithoutVotesSaysSo() {
        RoutingNeeds needs = RoutingNeeds.of(new Voteless());

        assertThat(needs.problem()).isEmpty();
        assertThat(NeedsText.lines(needs)).containsEntry("votes", "none: it works on the poses below");
    }

    @Test
    void aRoutingThatFailsWhereItTellsOfItselfIsNamed() {
        assertThatExceptionOfType(RoutingFailure.class)
                .isThrownBy(() -> RoutingNeeds.of(new Silent()))
                .withMessageContaining("Silent")
                .withMessageContaining("no traits");
    }

    @Test
    void aRoutingThatReturnsNothingIsDescribedWithItsFault() {
        RoutingNeeds needs = RoutingNeeds.of(new Empty());

        assertThat(needs.reads()).isEmpty();
        assertThat(needs.problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .matches("The routing .*Empty in .* returned null\\. Report this to its author\\."));
    }

    private record Empty() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return null;
        }
    }

    private record Sum() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash());
        }
    }

    private record Gated() implements Routing {
        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(
                    RoutingParameter.bias("gate", Initial.constant(0), shape.outputs()),
                    RoutingParameter.weight(
                            "mix", Initial.normal(0.14434), shape.inputDimension(), shape.outputDimension()),
                    RoutingParameter.state("mean", Initial.constant(0.5), shape.outputs(), shape.outputDimension()));
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor gate =
                    input.activations().sum(-1).times(input.parameter("gate")).insertAxis(-1); // [B, J, 1]
            return Capsules.of(input.votes().sum().plus(gate).squash());
        }
    }

    private record Placed() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Grid grid = input.grid().orElseThrow();
            return Capsules.of(input.votes().sum().times(1 + grid.height()).squash());
        }
    }

    private record Matrices() implements Routing {
        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard()
                    .with(Transformation.matrices(3))
                    .with(RoutingTraits.Activation.DISTRIBUTION)
                    .ordered();
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum();
            return Capsules.of(v, v.lengths().softmax(-1));
        }
    }

    private record Voteless() implements Routing {
        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Transformation.none());
        }

        @Override
        public Capsules route(RoutingInput input) {
            CapsuleShape shape = input.shape();
            Tensor ones = input.poses()
                    .tape()
                    .filled(
                            1,
                            input.poses().dataType(),
                            input.poses().size(0),
                            shape.outputs(),
                            shape.outputDimension());
            return Capsules.of(ones.times(input.poses().sum(1).sum(2)));
        }
    }

    private record Silent() implements Routing {
        @Override
        public RoutingTraits traits() {
            throw new IllegalStateException("no traits");
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum());
        }
    }
}
