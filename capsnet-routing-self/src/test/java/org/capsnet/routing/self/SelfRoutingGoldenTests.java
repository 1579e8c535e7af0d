// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Self-routing gives the outputs and all gradients of a literal PyTorch transcription. */
class SelfRoutingGoldenTests {

    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activations",
                "lengths",
                "first-step",
                "decided",
                "one-input",
                "one-output",
                "wide",
                "hardly-active",
                "inactive"
            })
    void outputsAndGradientsArePyTorchs(String folder) {
        GoldenVectors.of(folder).verify(new SelfRouting(false), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"normalised", "normalised-lengths"})
    void normalisedPosesDecideAsInPyTorch(String folder) {
        GoldenVectors.of(folder).verify(new SelfRouting(true), TOLERANCE);
    }

    /** Routing weights that are all zero, as at first, treat all outputs alike but are told how to differ. */
    @Test
    void zeroRoutingWeightsHaveAGradient() {
        GoldenVectors firstStep = GoldenVectors.of("first-step");
        INDArray outputs = firstStep.get("a_out");
        assertThat(outputs.maxNumber().doubleValue()).isCloseTo(1.0 / outputs.size(1), within(1e-12));
        for (String gradient : List.of("dp.routeWeights", "dp.routeBias")) {
            assertThat(firstStep.get(gradient).amaxNumber().doubleValue()).isGreaterThan(0.01);
        }
    }
}
