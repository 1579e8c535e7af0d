// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.adaptive.AdaptiveRouting.Move;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both adaptive routings give the output and all gradients of a literal PyTorch transcription. */
class AdaptiveRoutingGoldenTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputAndGradientsArePyTorchs(String folder, Routing routing) {
        GoldenVectors.of(folder).verify(routing, 1e-12);
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
}
