// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.dynamic;

import java.util.stream.Stream;
import org.capsnet.routing.dynamic.DynamicRouting.CouplingSum;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dynamic routing gives the output and all gradients of a literal PyTorch transcription. */
class DynamicRoutingGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputAndGradientsArePyTorchs(String folder, DynamicRouting routing) {
        GoldenVectors.of(folder).verify(routing, 1e-12);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("iterations-1", new DynamicRouting(1, true, false, CouplingSum.ONE, false)),
                Arguments.of("iterations-3-detached", new DynamicRouting(3, true, false, CouplingSum.ONE, false)),
                Arguments.of("iterations-3", new DynamicRouting(3, false, false, CouplingSum.ONE, false)),
                Arguments.of("iterations-3-bias", new DynamicRouting(3, true, true, CouplingSum.ONE, false)),
                Arguments.of("iterations-3-scaled", new DynamicRouting(3, true, false, CouplingSum.OUTPUTS, false)),
                Arguments.of(
                        "iterations-2-scaled-bias-full",
                        new DynamicRouting(2, false, true, CouplingSum.OUTPUTS, false)),
                Arguments.of("iterations-3-normalized", new DynamicRouting(3, false, false, CouplingSum.OUTPUTS, true)),
                Arguments.of(
                        "iterations-3-normalized-detached",
                        new DynamicRouting(3, true, false, CouplingSum.OUTPUTS, true)),
                Arguments.of("one-output", new DynamicRouting(3, true, false, CouplingSum.ONE, false)),
                Arguments.of("wide", new DynamicRouting(3, true, false, CouplingSum.ONE, false)));
    }
}
