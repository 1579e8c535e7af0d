// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.AgreementRouting.Iteration;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The attention routings give the outputs and all gradients of a literal PyTorch transcription. */
class AttentionGoldenTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "inverted-1, 1",
        "inverted-2, 2",
        "inverted-3, 3",
        "inverted-2-one-input, 2",
        "inverted-2-one-output, 2",
        "inverted-3-wide, 3"
    })
    void invertedAttentionIsPyTorchs(String folder, int iterations) {
        check(new Golden(folder), new InvertedAttentionRouting(iterations));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"self", "self-zero-priors", "self-one-input", "self-one-output", "self-wide", "self-short"})
    void selfAttentionIsPyTorchs(String folder) {
        check(new Golden(folder), new SelfAttentionRouting());
    }

    private static void check(Golden golden, Routing routing) {
        Tape tape = Tape.recording();
        Tensor u = golden.variable(tape, "u");
        Tensor w = golden.transformations(tape, "W");
        CapsuleShape shape = Golden.shape(u, w);
        Map<String, Tensor> parameters = new HashMap<>();
        for (RoutingParameter parameter : routing.parameters(shape)) {
            parameters.put(parameter.name(), golden.variable(tape, parameter.name()));
        }

        Capsules capsules = routing.route(RoutingInput.of(u, shape)
                .weights(w, routing.traits().transformation())
                .parameters(parameters)
                .build());

        List<Tensor> outputs = new ArrayList<>(List.of(capsules.poses()));
        List<INDArray> upstream = new ArrayList<>(List.of(golden.get("dv")));
        golden.assertClose("v", capsules.poses().array());
        capsules.activations().ifPresent(activations -> {
            golden.assertClose("a_out", activations.array());
            outputs.add(activations);
            upstream.add(golden.get("da_out"));
        });
        tape.backward(outputs, upstream);
        golden.assertClose("du", u.gradient());
        golden.assertTransformations("dW", w.gradient());
        parameters.forEach((name, tensor) -> golden.assertClose("d" + name, tensor.gradient()));
    }

    /** Every layer takes a step at the same time, from the old poses of the layer below and of its own. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void twoLayersCanBeRoutedConcurrentlyFromOutside(int iterations) {
        Golden golden = new Golden("inverted-concurrent-" + iterations);
        InvertedAttentionRouting routing = new InvertedAttentionRouting(1);
        Tape tape = Tape.recording();
        Tensor u = golden.variable(tape, "u");
        Layer first = Layer.of(golden, tape, 1);
        Layer second = Layer.of(golden, tape, 2);

        Iteration lower = routing.start(first.above(u));
        Iteration upper = routing.start(second.above(lower.output()));
        for (int t = 1; t < iterations; t++) {
            Iteration nextLower = routing.step(first.above(u), lower);
            upper = routing.step(second.above(lower.output()), upper);
            lower = nextLower;
        }

        golden.assertClose("v1", lower.output().array());
        golden.assertClose("v2", upper.output().array());
        tape.backward(List.of(lower.output(), upper.output()), List.of(golden.get("dv1"), golden.get("dv2")));
        golden.assertClose("du", u.gradient());
        first.assertGradients(golden);
        second.assertGradients(golden);
    }

    private record Layer(int number, Tensor weights, Tensor gamma, Tensor beta) {

        static Layer of(Golden golden, Tape tape, int number) {
            return new Layer(
                    number,
                    golden.transformations(tape, "W" + number),
                    golden.variable(tape, "gamma" + number),
                    golden.variable(tape, "beta" + number));
        }

        RoutingInput above(Tensor poses) {
            return RoutingInput.of(poses, Golden.shape(poses, weights))
                    .weights(weights, new InvertedAttentionRouting(1).traits().transformation())
                    .parameters(Map.of("gamma", gamma, "beta", beta))
                    .build();
        }

        void assertGradients(Golden golden) {
            golden.assertTransformations("dW" + number, weights.gradient());
            golden.assertClose("dgamma" + number, gamma.gradient());
            golden.assertClose("dbeta" + number, beta.gradient());
        }
    }
}
