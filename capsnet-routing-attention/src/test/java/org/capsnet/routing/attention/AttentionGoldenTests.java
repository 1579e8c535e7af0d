// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capsnet.core.routing.AgreementRouting.Iteration;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attention routings give the outputs and all gradients of a literal PyTorch transcription. */
class AttentionGoldenTests {

    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputsAndGradientsArePyTorchs(String folder, Routing routing) {
        GoldenVectors.of(folder).verify(routing, TOLERANCE);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("inverted-1", new InvertedAttentionRouting(1)),
                Arguments.of("inverted-2", new InvertedAttentionRouting(2)),
                Arguments.of("inverted-3", new InvertedAttentionRouting(3)),
                Arguments.of("inverted-2-one-input", new InvertedAttentionRouting(2)),
                Arguments.of("inverted-2-one-output", new InvertedAttentionRouting(2)),
                Arguments.of("inverted-3-wide", new InvertedAttentionRouting(3)),
                Arguments.of("self", new SelfAttentionRouting()),
                Arguments.of("self-zero-priors", new SelfAttentionRouting()),
                Arguments.of("self-one-input", new SelfAttentionRouting()),
                Arguments.of("self-one-output", new SelfAttentionRouting()),
                Arguments.of("self-wide", new SelfAttentionRouting()),
                Arguments.of("self-short", new SelfAttentionRouting()));
    }

    /** Every layer takes a step at the same time, from the old poses of the layer below and of its own. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void twoLayersCanBeRoutedConcurrentlyFromOutside(int iterations) {
        GoldenVectors golden = GoldenVectors.of("inverted-concurrent-" + iterations);
        InvertedAttentionRouting routing = new InvertedAttentionRouting(1);
        Tape tape = Tape.recording();
        Tensor u = tape.variable(golden.get("u"));
        Layer first = Layer.of(golden, tape, 1);
        Layer second = Layer.of(golden, tape, 2);

        Iteration lower = routing.start(first.above(u));
        Iteration upper = routing.start(second.above(lower.output()));
        for (int t = 1; t < iterations; t++) {
            Iteration nextLower = routing.step(first.above(u), lower);
            upper = routing.step(second.above(lower.output()), upper);
            lower = nextLower;
        }

        golden.verify("v1", lower.output().array(), TOLERANCE);
        golden.verify("v2", upper.output().array(), TOLERANCE);
        tape.backward(List.of(lower.output(), upper.output()), List.of(golden.get("dv1"), golden.get("dv2")));
        golden.verify("du", u.gradient(), TOLERANCE);
        first.verifyGradients(golden);
        second.verifyGradients(golden);
    }

    private record Layer(int number, Tensor weights, Tensor gamma, Tensor beta) {

        static Layer of(GoldenVectors golden, Tape tape, int number) {
            return new Layer(
                    number,
                    // [I, J, d, D] in the file, [I, d, D, J] here
                    tape.variable(golden.get("W" + number).permute(0, 2, 3, 1)),
                    tape.variable(golden.get("p.gamma" + number)),
                    tape.variable(golden.get("p.beta" + number)));
        }

        RoutingInput above(Tensor poses) {
            CapsuleShape shape = new CapsuleShape(poses.size(1), poses.size(2), weights.size(3), weights.size(2));
            return RoutingInput.of(poses, shape)
                    .weights(weights, new InvertedAttentionRouting(1).traits().transformation())
                    .parameters(Map.of("gamma", gamma, "beta", beta))
                    .build();
        }

        void verifyGradients(GoldenVectors golden) {
            golden.verify("dW" + number, weights.gradient().permute(0, 3, 1, 2), TOLERANCE);
            golden.verify("dp.gamma" + number, gamma.gradient(), TOLERANCE);
            golden.verify("dp.beta" + number, beta.gradient(), TOLERANCE);
        }
    }
}
