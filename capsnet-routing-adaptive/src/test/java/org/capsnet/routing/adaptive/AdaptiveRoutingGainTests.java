// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.adaptive.AdaptiveRouting.Move;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class AdaptiveRoutingGainTests {

    private static final int INPUTS = 4;
    private static final CapsuleShape SHAPE = new CapsuleShape(INPUTS, 1, 1, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void theGainIsHowMuchLongerMovedVotesMakeWhatIsSquashed(int iterations) {
        AdaptiveRouting routing = new AdaptiveRouting(iterations, Move.MEAN);
        double sum = 1 / Math.sqrt(3);

        double length = lengthOfTheOutput(routing, sum);

        double squashed = Math.sqrt(length / (1 - length));
        assertThat(routing.gain(SHAPE)).isCloseTo(squashed / sum, within(1e-12));
    }

    @Test
    void withOneIterationVotesAreOnlyAddedUp() {
        assertThat(new AdaptiveRouting(1, Move.MEAN).gain(SHAPE)).isEqualTo(1);
    }

    private static double lengthOfTheOutput(AdaptiveRouting routing, double sum) {
        Tape tape = Tape.inference();
        Tensor u = tape.variable(Nd4j.valueArrayOf(new long[] {1, INPUTS, 1}, sum / INPUTS, DataType.DOUBLE));
        Tensor w = tape.variable(Nd4j.ones(DataType.DOUBLE, INPUTS, 1, 1, 1));
        RoutingInput input = RoutingInput.of(u, SHAPE)
                .weights(w, routing.traits().transformation())
                .build();
        return routing.route(input).poses().array().getDouble(0);
    }
}
