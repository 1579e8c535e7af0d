// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Another schedule that is reached in a line from zero. ND4J's own RampSchedule does the same, but a network that was saved
 * with it can't be loaded.
 *
 * @param schedule what comes after the warm-up
 * @param steps the steps of the warm-up, 0 or more
 */
record WarmUpSchedule(
        @JsonProperty("schedule") ISchedule schedule,
        @JsonProperty("steps") int steps) implements ISchedule {

    @Override
    public double valueAt(int iteration, int epoch) {
        double full = schedule.valueAt(iteration, epoch);
        return iteration >= steps - 1 ? full : (iteration + 1) / (double) steps * full;
    }

    @Override
    public ISchedule clone() {
        return new WarmUpSchedule(schedule.clone(), steps);
    }
}
