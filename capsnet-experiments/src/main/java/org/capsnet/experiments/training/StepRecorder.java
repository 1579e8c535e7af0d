// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Keeps the loss, the range of the gradient and the duration of every step, and ends the training when the loss is no longer finite. */
final class StepRecorder extends BaseTrainingListener {

    private static final double NANOS = 1e9;

    private final List<Double> losses = new ArrayList<>();
    private final List<GradientRange> gradients = new ArrayList<>();
    private final List<Double> durations = new ArrayList<>();
    private GradientRange gradient = GradientRange.UNKNOWN;
    private long previous;
    private double epochLoss;
    private long epochImages;
    private boolean training;

    /** Goes on where another recorder was. */
    void resume(TrainingState state) {
        losses.addAll(state.stepLosses());
        gradients.addAll(state.stepGradients());
        durations.addAll(state.stepSeconds());
        epochLoss = state.epochLoss();
        epochImages = state.epochImages();
    }

    /**
     * What is kept.
     *
     * @param epochs those that are done
     * @param step the steps taken in the epoch after those
     * @param collapse the first, if there was one
     */
    TrainingState state(
            List<EpochResult> epochs, int step, double epochSeconds, double seconds, Optional<CollapseNote> collapse) {
        return new TrainingState(
                epochs, step, losses, gradients, durations, epochLoss, epochImages, epochSeconds, seconds, collapse);
    }

    @Override
    public void onEpochStart(Model model) {
        training = true;
        previous = System.nanoTime();
    }

    @Override
    public void onEpochEnd(Model model) {
        training = false;
    }

    @Override
    public void onGradientCalculation(Model model) {
        gradient = GradientRange.of((MultiLayerNetwork) model);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        long now = System.nanoTime();
        durations.add((now - previous) / NANOS);
        previous = now;
        double loss = model.score();
        requireFinite(loss);
        losses.add(loss);
        gradients.add(gradient);
        int images = model.batchSize();
        epochLoss += loss * images;
        epochImages += images;
    }

    /** A pause is no part of the step that follows it. */
    void endPause() {
        previous = System.nanoTime();
    }

    /** Throws unless the number is finite, which the given sum of weights or loss isn't if one of them isn't. */
    void requireFinite(double sum) {
        if (!Double.isFinite(sum)) {
            throw new DivergedException(durations.size(), "The loss or the weights are no longer finite.");
        }
    }

    /** The number, from 1, of the step that is being taken or, during a test, was the last. */
    int step() {
        return durations.size() + (training ? 1 : 0);
    }

    List<Double> losses() {
        return losses;
    }

    List<GradientRange> gradients() {
        return gradients;
    }

    /** Ends an epoch, and gives the mean loss of its images. */
    double endEpoch() {
        double mean = epochLoss / epochImages;
        epochLoss = 0;
        epochImages = 0;
        return mean;
    }

    /** The median duration without the first; the first if there is no other, 0 if there is none. */
    double secondsPerStep() {
        if (durations.isEmpty()) {
            return 0;
        }
        List<Double> sorted =
                durations.stream().skip(durations.size() > 1 ? 1 : 0).sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
