// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Self-routing gives the outputs and all gradients of a literal PyTorch transcription. */
class SelfRoutingGoldenTests {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "activations",
                "lengths",
                "normalised",
                "normalised-lengths",
                "first-step",
                "decided",
                "one-input",
                "one-output",
                "wide",
                "hardly-active",
                "inactive"
            })
    void outputAndGradientsArePyTorchs(String folder) {
        Tape tape = Tape.recording();
        Tensor u = tape.variable(golden(folder, "u"));
        Tensor w = tape.variable(golden(folder, "W").permute(0, 2, 3, 1)); // [I, J, d, D] to [I, d, D, J]
        Map<String, Tensor> parameters = Map.of(
                "routeWeights", tape.variable(golden(folder, "routeWeights")),
                "routeBias", tape.variable(golden(folder, "routeBias")));
        SelfRouting routing = new SelfRouting(folder.startsWith("normalised"));
        RoutingInput.Builder input = RoutingInput.of(u, new CapsuleShape(u.size(1), u.size(2), w.size(3), w.size(2)))
                .weights(w, routing.traits().transformation())
                .parameters(parameters);
        boolean lengths = folder.endsWith("lengths");
        Tensor a = lengths ? u.lengths() : tape.variable(golden(folder, "a"));
        Capsules capsules =
                routing.route(lengths ? input.build() : input.activations(a).build());

        Tensor activations = capsules.activations().orElseThrow();
        assertClose(folder, "v", capsules.poses().array());
        assertClose(folder, "a_out", activations.array());
        tape.backward(List.of(capsules.poses(), activations), List.of(golden(folder, "dv"), golden(folder, "da_out")));
        assertClose(folder, "du", u.gradient());
        assertClose(folder, "dW", w.gradient().permute(0, 3, 1, 2));
        parameters.forEach((name, tensor) -> assertClose(folder, "d" + name, tensor.gradient()));
        if (!lengths) {
            assertClose(folder, "da", a.gradient());
        }
    }

    /** Routing weights that are all zero, as at first, treat all outputs alike but are told how to differ. */
    @Test
    void zeroRoutingWeightsHaveAGradient() {
        INDArray outputs = golden("first-step", "a_out");
        assertThat(outputs.maxNumber().doubleValue()).isCloseTo(1.0 / outputs.size(1), within(1e-12));
        for (String gradient : List.of("drouteWeights", "drouteBias")) {
            assertThat(golden("first-step", gradient).amaxNumber().doubleValue())
                    .isGreaterThan(0.01);
        }
    }

    private static INDArray golden(String folder, String name) {
        URL file = SelfRoutingGoldenTests.class.getResource("/golden/" + folder + "/" + name + ".npy");
        assertThat(file).as(folder + "/" + name).isNotNull();
        return Nd4j.createFromNpyFile(new File(URI.create(file.toString())));
    }

    private static void assertClose(String folder, String name, INDArray actual) {
        INDArray expected = golden(folder, name);
        assertThat(actual.shape()).as(folder + ", " + name).isEqualTo(expected.shape());
        double scale = Math.max(expected.amaxNumber().doubleValue(), 1e-3);
        assertThat(actual.sub(expected).amaxNumber().doubleValue())
                .as(folder + ", " + name)
                .isLessThanOrEqualTo(1e-10 * scale);
    }
}
