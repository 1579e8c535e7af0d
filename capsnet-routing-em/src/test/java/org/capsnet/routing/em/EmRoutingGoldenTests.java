// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import java.util.stream.Stream;
import org.capsnet.core.routing.Grid;
import org.capsnet.routing.em.EmRouting.DataAmount;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** EM routing gives the output and all gradients of a literal PyTorch transcription. */
class EmRoutingGoldenTests {

    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputsAndGradientsArePyTorchs(String folder, EmRouting routing) {
        GoldenVectors.of(folder).verify(routing, TOLERANCE);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("iterations-1", new EmRouting(1, 1, DataAmount.SHARE, false, false, 1)),
                Arguments.of("iterations-2", new EmRouting(2, 1, DataAmount.SHARE, false, false, 1)),
                Arguments.of("iterations-3", new EmRouting(3, 1, DataAmount.SHARE, false, false, 1)),
                Arguments.of("zero-betas", new EmRouting(3, 5, DataAmount.SHARE, false, false, 1)),
                Arguments.of("literal", new EmRouting(3, 0.01, DataAmount.SUM, false, false, 1)),
                Arguments.of("literal-many-inputs", new EmRouting(3, 0.01, DataAmount.SUM, false, false, 1)),
                Arguments.of("relative", new EmRouting(3, 1, DataAmount.SHARE, false, true, 1)),
                Arguments.of("tempered", new EmRouting(3, 1, DataAmount.SHARE, false, false, 0.125)),
                Arguments.of("lengths", new EmRouting(3, 1, DataAmount.SHARE, false, false, 1)),
                Arguments.of("one-input", new EmRouting(3, 1, DataAmount.SHARE, false, false, 1)),
                Arguments.of("one-output", new EmRouting(3, 1, DataAmount.SHARE, false, false, 1)));
    }

    @Test
    void placesInTheImageAreAddedToTheVotes() {
        GoldenVectors.of("coordinates")
                .on(new Grid(2, 3, 2))
                .verify(new EmRouting(3, 1, DataAmount.SHARE, true, false, 1), TOLERANCE);
    }
}
