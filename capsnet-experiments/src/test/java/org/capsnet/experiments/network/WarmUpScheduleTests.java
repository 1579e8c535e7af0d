// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class WarmUpScheduleTests {

    private static final ISchedule DECAY = new ExponentialSchedule(ScheduleType.EPOCH, 1e-3, 0.95);

    @Test
    void hasTheValuesOfNd4jsRamp() {
        for (int steps : new int[] {0, 1, 80}) {
            ISchedule warmUp = new WarmUpSchedule(DECAY, steps);
            ISchedule ramp = new RampSchedule(DECAY, steps);
            for (int iteration = 0; iteration < 100; iteration++) {
                assertThat(warmUp.valueAt(iteration, iteration / 30))
                        .isEqualTo(ramp.valueAt(iteration, iteration / 30));
            }
        }
    }

    @Test
    void goesThroughJson() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        ISchedule schedule = new WarmUpSchedule(DECAY, 80);

        assertThat(mapper.readValue(mapper.writeValueAsString(schedule), ISchedule.class))
                .isEqualTo(schedule);
    }
}
