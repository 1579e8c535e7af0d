// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.stream.Stream;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Average and maximum give the output and all gradients of a literal PyTorch transcription. */
class ControlsGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputAndGradientsArePyTorchs(String folder, Routing routing) {
        Tape tape = Tape.recording();
        Tensor u = tape.variable(golden(folder, "u"));
        Tensor w = tape.variable(golden(folder, "W").permute(0, 2, 3, 1)); // [I, J, d, D] to [I, d, D, J]
        CapsuleShape shape = new CapsuleShape(u.size(1), u.size(2), w.size(3), w.size(2));

        Tensor v = routing.route(RoutingInput.of(u, shape)
                        .weights(w, routing.traits().transformation())
                        .build())
                .poses();

        assertClose(folder + ", v", v.array(), golden(folder, "v"));
        tape.backward(v, golden(folder, "dv"));
        assertClose(folder + ", du", u.gradient(), golden(folder, "du"));
        assertClose(folder + ", dW", w.gradient().permute(0, 3, 1, 2), golden(folder, "dW"));
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("average", new AverageRouting()),
                Arguments.of("average-one-input", new AverageRouting()),
                Arguments.of("average-one-output", new AverageRouting()),
                Arguments.of("max", new MaxRouting()),
                Arguments.of("max-one-input", new MaxRouting()),
                Arguments.of("max-one-output", new MaxRouting()));
    }

    private static INDArray golden(String folder, String name) {
        URL file = ControlsGoldenTests.class.getResource("/golden/" + folder + "/" + name + ".npy");
        assertThat(file).as(folder + "/" + name).isNotNull();
        return Nd4j.createFromNpyFile(new File(URI.create(file.toString())));
    }

    private static void assertClose(String what, INDArray actual, INDArray expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double scale = expected.amaxNumber().doubleValue();
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).as(what).isLessThanOrEqualTo(1e-10 * scale);
    }
}
