// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.capsnet.datasets.ImageShape;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingPlanTests {

    private final TrainingPlan plan = Fixtures.plan(1);

    @Test
    void countsThePartialBatch() {
        assertThat(plan.stepsPerEpoch()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void rejectsEpochsOutOfRange(int epochs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingPlan(plan.data(), plan.network(), epochs, 64))
                .withMessage("epochs must be 1 to 1000 but is " + epochs);
    }

    @Test
    void rejectsEmptyBatches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingPlan(plan.data(), plan.network(), 1, 0))
                .withMessage("batch size must be at least 1 but is 0");
    }

    @Test
    void rejectsANetworkForOtherImages() {
        CapsuleNetworkSpec other = CapsuleNetworkSpec.paper(new ImageShape(3, 32, 32), 10, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingPlan(plan.data(), other, 1, 64))
                .withMessageContaining("the network is for images of 32x32x3 in 10 classes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void refusesPartsThatAreNone(int microBatch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixtures.plan(1).inPartsOf(microBatch))
                .withMessage("micro-batch must be 1 to the batch size, 64, but is " + microBatch);
    }
}
