// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.em.EmRouting.DataAmount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** EM routing gives the output and all gradients of a literal PyTorch transcription. */
class EmRoutingGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputsAndGradientsArePyTorchs(String folder, EmRouting routing) {
        Tape tape = Tape.recording();
        Tensor u = tape.variable(golden(folder, "u"));
        Tensor w = tape.variable(golden(folder, "W").permute(0, 2, 3, 1)); // [I, J, 4, 4] to [I, 4, 4, J]
        CapsuleShape shape = new CapsuleShape(u.size(1), u.size(2), w.size(3), u.size(2));
        Map<String, Tensor> parameters = new HashMap<>();
        routing.parameters(shape)
                .forEach(
                        parameter -> parameters.put(parameter.name(), tape.variable(golden(folder, parameter.name()))));
        RoutingInput.Builder input = RoutingInput.of(u, shape)
                .weights(w, routing.traits().transformation())
                .parameters(parameters)
                .grid(new Grid(2, 3, 2));
        Tensor a = exists(folder, "a") ? tape.variable(golden(folder, "a")) : null;
        if (a != null) {
            input.activations(a);
        }

        Capsules capsules = routing.route(input.build());

        Tensor v = capsules.poses();
        Tensor activations = capsules.activations().orElseThrow();
        assertClose(folder + ", v", v.array(), golden(folder, "v"));
        assertClose(folder + ", a_out", activations.array(), golden(folder, "a_out"));
        tape.backward(List.of(v, activations), List.of(golden(folder, "dv"), golden(folder, "da_out")));
        assertClose(folder + ", du", u.gradient(), golden(folder, "du"));
        assertClose(folder + ", dW", w.gradient().permute(0, 3, 1, 2), golden(folder, "dW"));
        parameters.forEach(
                (name, tensor) -> assertClose(folder + ", d" + name, tensor.gradient(), golden(folder, "d" + name)));
        if (a != null) {
            assertClose(folder + ", da", a.gradient(), golden(folder, "da"));
        }
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("iterations-1", new EmRouting(1, 1, DataAmount.SHARE, false)),
                Arguments.of("iterations-2", new EmRouting(2, 1, DataAmount.SHARE, false)),
                Arguments.of("iterations-3", new EmRouting(3, 1, DataAmount.SHARE, false)),
                Arguments.of("zero-betas", new EmRouting(3, 5, DataAmount.SHARE, false)),
                Arguments.of("literal", new EmRouting(3, 0.01, DataAmount.SUM, false)),
                Arguments.of("literal-many-inputs", new EmRouting(3, 0.01, DataAmount.SUM, false)),
                Arguments.of("lengths", new EmRouting(3, 1, DataAmount.SHARE, false)),
                Arguments.of("coordinates", new EmRouting(3, 1, DataAmount.SHARE, true)),
                Arguments.of("one-input", new EmRouting(3, 1, DataAmount.SHARE, false)),
                Arguments.of("one-output", new EmRouting(3, 1, DataAmount.SHARE, false)));
    }

    private static boolean exists(String folder, String name) {
        return url(folder, name) != null;
    }

    private static INDArray golden(String folder, String name) {
        URL file = url(folder, name);
        assertThat(file).as(folder + "/" + name).isNotNull();
        return Nd4j.createFromNpyFile(new File(URI.create(file.toString())));
    }

    private static URL url(String folder, String name) {
        return EmRoutingGoldenTests.class.getResource("/golden/" + folder + "/" + name + ".npy");
    }

    private static void assertClose(String what, INDArray actual, INDArray expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double scale = expected.amaxNumber().doubleValue();
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).as(what).isLessThanOrEqualTo(1e-10 * scale);
    }
}
