// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The learning rate of an updater, be it constant or scheduled, divided by a number.
 *
 * @param updater whose rate it is; not changed
 * @param by what it is divided by
 */
record DividedRate(IUpdater updater, double by) implements ISchedule {

    @Override
    public double valueAt(int iteration, int epoch) {
        return updater.getLearningRate(iteration, epoch) / by;
    }

    @Override
    public ISchedule clone() {
        return this;
    }
}
