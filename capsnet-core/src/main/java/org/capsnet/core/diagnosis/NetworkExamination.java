// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apiguardian.api.API;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What one batch shows of a network of capsules: figures of every layer, and why it won't train, if that is so.
 *
 * <pre>{@code
 * NetworkExamination examination = NetworkExamination.of(network, batch.getFeatures(), batch.getLabels());
 * examination.findings().forEach(System.out::println);
 * }</pre>
 *
 * <p>It takes a few training steps on a copy; the network stays as it is. A network that is being trained can be examined
 * like a new one. No finding is no promise: a network may fail for reasons that the first batch doesn't show.
 *
 * <p>An examination of a large network takes a minute. It hears of {@link Thread#interrupt} between its steps: then it ends
 * with a {@link java.util.concurrent.CancellationException}, and the thread stays interrupted.
 *
 * @param loss the score of the batch
 * @param layers those with capsules or weights, from below to above
 * @param trial what the steps on the copy made of it, in order
 * @param findings why it won't train, the most basic first; none if nothing was found
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NetworkExamination(
        double loss, List<LayerExamination> layers, List<TrialStep> trial, List<Finding> findings) {

    /**
     * So many {@code CapsuleLayer}s, five layers of capsules with the primary ones, are a deep stack: calibration alone doesn't
     * keep its lengths alive in the first steps of a training.
     */
    public static final int DEEP = 4;

    /** The steps that are tried unless told otherwise, with less than {@value #DEEP} {@code CapsuleLayer}s. */
    public static final int TRIAL_STEPS = 5;

    /** The same for each {@code CapsuleLayer} where there are more: a deep stack gives way slowly. */
    public static final int TRIAL_STEPS_PER_LAYER = 3;

    /**
     * Keeps copies of the lists.
     *
     * @param loss the score of the batch
     * @param layers from below to above
     * @param trial in order
     * @param findings the most basic first
     */
    public NetworkExamination {
        layers = List.copyOf(layers);
        trial = List.copyOf(trial);
        findings = List.copyOf(findings);
    }

    /**
     * Examines a network with one batch and {@value #TRIAL_STEPS} trial steps, or {@value #TRIAL_STEPS_PER_LAYER} for each of
     * four and more {@code CapsuleLayer}s.
     *
     * @param network initialised
     * @param features of the batch, such as images [B, channels, height, width]; B at least 2, about 64 is enough
     * @param labels of the batch
     * @return figures and findings
     * @throws IllegalArgumentException if the images don't fit the network, or there is only one; the message has the sizes
     *     that fit
     */
    public static NetworkExamination of(MultiLayerNetwork network, INDArray features, INDArray labels) {
        return of(network, features, labels, trialSteps(network));
    }

    /**
     * Examines a network with the first of some batches. With four and more {@code CapsuleLayer}s the trial's steps are those of
     * a training, each with a batch of its own: a deep stack that dies when its images are new each time may live when it is
     * shown the same again and again.
     *
     * @param network initialised
     * @param batches in the order of the training, each of at least 2 examples; if there are fewer than steps, all of them
     *     again
     * @return figures and findings
     * @throws IllegalArgumentException as with one batch
     * @throws NoSuchElementException if there is no batch
     */
    public static NetworkExamination of(MultiLayerNetwork network, Iterator<DataSet> batches) {
        int steps = trialSteps(network);
        int most = Rules.isDeep(network) ? steps : 1;
        List<DataSet> taken = new ArrayList<>();
        taken.add(batches.next());
        while (taken.size() < most && batches.hasNext()) {
            taken.add(batches.next());
        }
        return of(network, taken, steps);
    }

    private static int trialSteps(MultiLayerNetwork network) {
        return Rules.isDeep(network)
                ? Math.toIntExact(TRIAL_STEPS_PER_LAYER * Rules.capsuleLayers(network))
                : TRIAL_STEPS;
    }

    /**
     * The same with another number of trial steps.
     *
     * @param network initialised
     * @param features of the batch; B at least 2
     * @param labels of the batch
     * @param trialSteps the time grows in proportion; 0 measures only: no copy is made, there are no findings, the
     *     figures of steps are NaN, and the network's score, gradient and batch are those of the examination afterwards
     * @return figures and findings
     * @throws IllegalArgumentException if the images don't fit the network, there is only one, or fewer steps than none
     */
    public static NetworkExamination of(MultiLayerNetwork network, INDArray features, INDArray labels, int trialSteps) {
        return of(network, List.of(new DataSet(features, labels)), trialSteps);
    }

    private static NetworkExamination of(MultiLayerNetwork network, List<DataSet> batches, int trialSteps) {
        INDArray features = batches.get(0).getFeatures();
        if (features.size(0) < 2) {
            throw new IllegalArgumentException(
                    "An examination needs at least 2 examples, to see whether they make a difference, but got "
                            + features.size(0));
        }
        if (trialSteps < 0) {
            throw new IllegalArgumentException("The number of trial steps must be 0 or more but is " + trialSteps);
        }
        ImageSizes.requireFitting(network, features);
        return new Examiner(network, batches, trialSteps).examine();
    }
}
