// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.dynamic;

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
import org.capsnet.routing.dynamic.DynamicRouting.CouplingSum;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dynamic routing gives the output and all gradients of a literal PyTorch transcription. */
class DynamicRoutingGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputAndGradientsArePyTorchs(String folder, DynamicRouting routing) {
        check(folder, routing);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("iterations-1", new DynamicRouting(1, true, false, CouplingSum.ONE)),
                Arguments.of("iterations-3-detached", new DynamicRouting(3, true, false, CouplingSum.ONE)),
                Arguments.of("iterations-3", new DynamicRouting(3, false, false, CouplingSum.ONE)),
                Arguments.of("iterations-3-bias", new DynamicRouting(3, true, true, CouplingSum.ONE)),
                Arguments.of("iterations-3-scaled", new DynamicRouting(3, true, false, CouplingSum.OUTPUTS)),
                Arguments.of("iterations-2-scaled-bias-full", new DynamicRouting(2, false, true, CouplingSum.OUTPUTS)),
                Arguments.of("one-output", new DynamicRouting(3, true, false, CouplingSum.ONE)),
                Arguments.of("wide", new DynamicRouting(3, true, false, CouplingSum.ONE)));
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
        URL file = DynamicRoutingGoldenTests.class.getResource("/golden/" + folder + "/" + name + ".npy");
        assertThat(file).as(folder + "/" + name).isNotNull();
        return Nd4j.createFromNpyFile(new File(URI.create(file.toString())));
    }

    private static void assertClose(String what, INDArray actual, INDArray expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double scale = expected.amaxNumber().doubleValue();
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).as(what).isLessThanOrEqualTo(1e-12 * scale);
    }
}
