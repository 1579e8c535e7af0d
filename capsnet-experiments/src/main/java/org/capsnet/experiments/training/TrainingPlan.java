// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.core.layer.ImageLabels;
import org.capsnet.datasets.ImageSet;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.RandomShift;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.preprocessor.CompositeDataSetPreProcessor;

/**
 * What every run of an experiment has in common, so that only the routing differs.
 *
 * @param data images to train on and to test on
 * @param network the network; its seed also decides the order of the training images
 * @param epochs how often each training image is seen, 1 to {@value #MOST_EPOCHS}
 * @param batchSize images in a training step, at least 1
 * @param microBatch the most images that are computed at once, in a training step and in the test; 1 to
 *     {@code batchSize}
 * @param validation images that the network is tested on besides, to choose settings by, if there are some
 * @param shift by how many pixels at most an image is shifted at random in training, in x and in y; 0 or more
 */
public record TrainingPlan(
        TrainTestSplit data,
        CapsuleNetworkSpec network,
        int epochs,
        int batchSize,
        int microBatch,
        Optional<ImageSet> validation,
        int shift) {

    /** More epochs than any run needs; a larger number is a slip of the keyboard. */
    public static final int MOST_EPOCHS = 1000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of range or the network doesn't fit the images
     */
    public TrainingPlan {
        if (epochs < 1 || epochs > MOST_EPOCHS) {
            throw new IllegalArgumentException("epochs must be 1 to " + MOST_EPOCHS + " but is " + epochs);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1 but is " + batchSize);
        }
        if (microBatch < 1 || microBatch > batchSize) {
            throw new IllegalArgumentException(
                    "micro-batch must be 1 to the batch size, " + batchSize + ", but is " + microBatch);
        }
        if (!network.image().equals(data.train().shape())
                || network.classes() != data.train().classCount()) {
            throw new IllegalArgumentException("the network is for images of " + network.image() + " in "
                    + network.classes() + " classes, but the data set " + data.train() + " is not");
        }
    }

    /** A plan whose batches are computed as a whole, without validation, and without shifting. */
    public TrainingPlan(TrainTestSplit data, CapsuleNetworkSpec network, int epochs, int batchSize) {
        this(data, network, epochs, batchSize, batchSize, Optional.empty(), 0);
    }

    /** The same plan with batches that are computed in parts. The results are the same to rounding. */
    public TrainingPlan inPartsOf(int newMicroBatch) {
        return new TrainingPlan(data, network, epochs, batchSize, newMicroBatch, validation, shift);
    }

    /**
     * The batches of the training images, in an order that follows from seed and epoch, and shifted. If the network draws
     * images, they stand behind the labels.
     */
    public ImageSetIterator trainingBatches() {
        ImageSetIterator batches = ImageSetIterator.over(data.train())
                .batchSize(batchSize)
                .shuffle(network.seed())
                .build();
        List<DataSetPreProcessor> steps = new ArrayList<>();
        if (shift > 0) {
            steps.add(new RandomShift(shift, network.seed()));
        }
        if (network.reconstruction()) {
            steps.add(new ImageLabels());
        }
        if (!steps.isEmpty()) {
            batches.setPreProcessor(new CompositeDataSetPreProcessor(steps.toArray(new DataSetPreProcessor[0])));
        }
        return batches;
    }

    /** The number of training steps in an epoch; the last may have fewer images. */
    public int stepsPerEpoch() {
        return (data.train().size() + batchSize - 1) / batchSize;
    }
}
