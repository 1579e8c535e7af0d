// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * How far the optimiser goes in a step: up in a line from zero, then down by a factor each epoch.
 *
 * @param peak the rate that the warm-up ends at, greater than 0 and at most 1
 * @param decay the factor from one epoch to the next, greater than 0 and at most 1
 * @param warmUpSteps the number of steps of the warm-up, 0 or more
 */
public record LearningRate(double peak, double decay, int warmUpSteps) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public LearningRate {
        Ranges.positive("learning rate", peak, 1);
        Ranges.positive("learning-rate decay", decay, 1);
        Ranges.atLeast("warm-up steps", warmUpSteps, 0);
    }

    ISchedule schedule() {
        return new WarmUpSchedule(new ExponentialSchedule(ScheduleType.EPOCH, peak, decay), warmUpSteps);
    }

    @Override
    public String toString() {
        return "learning rate " + peak + " x " + decay + " an epoch after " + warmUpSteps + " warm-up steps";
    }
}
