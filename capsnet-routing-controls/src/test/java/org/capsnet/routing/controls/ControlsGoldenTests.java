// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Average and maximum give the output and all gradients of a literal PyTorch transcription. */
class ControlsGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputAndGradientsArePyTorchs(String folder, Routing routing) {
        GoldenVectors.of(folder).verify(routing, 1e-12);
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
}
