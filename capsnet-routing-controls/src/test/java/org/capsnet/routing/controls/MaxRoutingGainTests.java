// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.capsnet.core.routing.CapsuleShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaxRoutingGainTests {

    /** Root mean square of the largest of so many normally distributed numbers, by the deviation of their sum. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32, 144, 1152})
    void theGainIsThatOfTheLargestVote(int inputs) {
        Random random = new Random(1);
        int times = 4000;
        double squares = 0;
        for (int time = 0; time < times; time++) {
            double largest = random.doubles(inputs, 0, 1)
                    .map(ignored -> random.nextGaussian())
                    .max()
                    .orElseThrow();
            squares += largest * largest;
        }
        double measured = Math.sqrt(squares / times / inputs);

        assertThat(new MaxRouting().gain(new CapsuleShape(inputs, 8, 10, 16)) / measured)
                .isCloseTo(1, within(0.06));
    }
}
