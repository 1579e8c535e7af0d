// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.List;
import java.util.Optional;

/**
 * How far a training is: all that it needs to go on, beside the network.
 *
 * @param epochs the epochs that are done and tested, in order
 * @param step the steps taken in the epoch after those, 0 or more; all of an epoch's if only its test is missing
 * @param stepLosses the mean loss of the batch of every step from the start
 * @param stepGradients the range of the gradient in every step from the start
 * @param stepSeconds the duration of every step from the start
 * @param epochLoss the sum of the losses of the images of the epoch that isn't done
 * @param epochImages the images of the epoch that isn't done
 * @param epochSeconds how long the epoch that isn't done has taken
 * @param seconds how long all of it has taken
 * @param collapse the first layer of capsules that collapsed, if one did
 */
public record TrainingState(
        List<EpochResult> epochs,
        int step,
        List<Double> stepLosses,
        List<GradientRange> stepGradients,
        List<Double> stepSeconds,
        double epochLoss,
        long epochImages,
        double epochSeconds,
        double seconds,
        Optional<CollapseNote> collapse) {

    /** Before the first step. */
    static final TrainingState START =
            new TrainingState(List.of(), 0, List.of(), List.of(), List.of(), 0, 0, 0, 0, Optional.empty());

    /** Keeps copies of the lists. */
    public TrainingState {
        epochs = List.copyOf(epochs);
        stepLosses = List.copyOf(stepLosses);
        stepGradients = List.copyOf(stepGradients);
        stepSeconds = List.copyOf(stepSeconds);
    }

    /** The steps from the start. */
    public int steps() {
        return stepLosses.size();
    }
}
