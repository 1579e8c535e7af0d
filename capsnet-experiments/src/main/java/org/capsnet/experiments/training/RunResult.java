// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of training one network.
 *
 * @param routing the name of its routing
 * @param options the routing's options in one line
 * @param seed decided the initial weights and the order of the images
 * @param parameters how many numbers were trained
 * @param epochs the epochs that were completed, in order
 * @param stepLosses the mean loss of the batch of every step, in order; finite
 * @param stepGradients the range of the gradient in every step, in order; as many as there are losses
 * @param secondsPerStep the median duration of a training step, without the first, which warms up; 0 if there was none
 * @param seconds how long all of it took, tests included
 * @param problem what ended the run before its time
 * @param collapse the first layer of capsules that collapsed, if one did; the run went on
 */
public record RunResult(
        String routing,
        String options,
        long seed,
        long parameters,
        List<EpochResult> epochs,
        List<Double> stepLosses,
        List<GradientRange> stepGradients,
        double secondsPerStep,
        double seconds,
        Optional<RunProblem> problem,
        Optional<CollapseNote> collapse) {

    /** Keeps copies of the lists. */
    public RunResult {
        epochs = List.copyOf(epochs);
        stepLosses = List.copyOf(stepLosses);
        stepGradients = List.copyOf(stepGradients);
    }

    /** A run in which no layer collapsed. */
    public RunResult(
            String routing,
            String options,
            long seed,
            long parameters,
            List<EpochResult> epochs,
            List<Double> stepLosses,
            List<GradientRange> stepGradients,
            double secondsPerStep,
            double seconds,
            Optional<RunProblem> problem) {
        this(
                routing,
                options,
                seed,
                parameters,
                epochs,
                stepLosses,
                stepGradients,
                secondsPerStep,
                seconds,
                problem,
                Optional.empty());
    }

    /** The test accuracy after the last epoch, 0 to 1; nothing for a run that ended before its time. */
    public OptionalDouble testAccuracy() {
        return problem.isPresent() || epochs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(epochs.get(epochs.size() - 1).testAccuracy());
    }

    /** How the run ended: {@code ok}, or what stopped it, as {@link RunProblem#status} says it. */
    public String status() {
        return problem.map(RunProblem::status).orElse("ok");
    }
}
