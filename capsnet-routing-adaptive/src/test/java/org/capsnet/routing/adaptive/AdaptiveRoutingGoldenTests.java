// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.adaptive.AdaptiveRouting.Move;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Both adaptive routings give the output and all gradients of a literal PyTorch transcription. */
class AdaptiveRoutingGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputAndGradientsArePyTorchs(String folder, Routing routing) {
        check(folder, routing);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("adaptive-1", new AdaptiveRouting(1, Move.FULL)),
                Arguments.of("adaptive-2", new AdaptiveRouting(2, Move.FULL)),
                Arguments.of("adaptive-3", new AdaptiveRouting(3, Move.FULL)),
                Arguments.of("adaptive-3-mean", new AdaptiveRouting(3, Move.MEAN)),
                Arguments.of("lambda-1", new LambdaRouting(1)),
                Arguments.of("lambda-3", new LambdaRouting(3)),
                Arguments.of("lambda-0.5", new LambdaRouting(0.5)));
    }

    private static void check(String folder, Routing routing) {
        Tape tape = Tape.recording();
        Tensor u = tape.variable(golden(folder, "u"));
        Tensor w = tape.variable(golden(folder, "W").permute(0, 2, 3, 1)); // [I, J, d, D] to [I, d, D, J]
        Map<String, Tensor> parameters = new HashMap<>();
        CapsuleShape shape = new CapsuleShape(u.size(1), u.size(2), w.size(3), w.size(2));
        for (RoutingParameter parameter : routing.parameters(shape)) {
            parameters.put(parameter.name(), tape.variable(golden(folder, parameter.name())));
        }

        Tensor v = routing.route(RoutingInput.of(u, shape)
                        .weights(w, routing.traits().transformation())
                        .parameters(parameters)
                        .build())
                .poses();

        assertClose(folder + ", v", v.array(), golden(folder, "v"));
        tape.backward(v, golden(folder, "dv"));
        assertClose(folder + ", du", u.gradient(), golden(folder, "du"));
        assertClose(folder + ", dW", w.gradient().permute(0, 3, 1, 2), golden(folder, "dW"));
        parameters.forEach(
                (name, tensor) -> assertClose(folder + ", d" + name, tensor.gradient(), golden(folder, "d" + name)));
    }

    private static INDArray golden(String folder, String name) {
        URL file = AdaptiveRoutingGoldenTests.class.getResource("/golden/" + folder + "/" + name + ".npy");
        assertThat(file).as(folder + "/" + name).isNotNull();
        return Nd4j.createFromNpyFile(new File(URI.create(file.toString())));
    }

    private static void assertClose(String what, INDArray actual, INDArray expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double scale = expected.amaxNumber().doubleValue();
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).as(what).isLessThanOrEqualTo(1e-12 * scale);
    }
}
