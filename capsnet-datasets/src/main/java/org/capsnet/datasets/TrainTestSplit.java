// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * A data set's images for training and for testing.
 *
 * @param train the images to train on
 * @param test the images to test on, of the same shape and classes
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TrainTestSplit(ImageSet train, ImageSet test) {

    /**
     * Checks that both sets fit one network.
     *
     * @throws IllegalArgumentException if the shapes or the class names differ
     */
    public TrainTestSplit {
        if (!train.shape().equals(test.shape())) {
            throw new IllegalArgumentException(RootText.format(
                    "training images are %s but test images are %s; give sets of one shape (training: %s, test: %s)",
                    train.shape(), test.shape(), train.source(), test.source()));
        }
        if (!train.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException(RootText.format(
                    "training classes %s differ from test classes %s; give sets of the same classes in one order",
                    train.classNames(), test.classNames()));
        }
    }

    /**
     * Takes the last of the training images away for validation.
     *
     * @param count how many, 0 up to but without the number of training images; 0 leaves validation absent
     * @return the three sets; the test images are untouched
     * @throws IllegalArgumentException if the count is out of range
     */
    public TrainValidationTestSplit holdOut(int count) {
        int[] order = IntStream.range(0, train.size()).toArray();
        return holdOut(count, order, RootText.format("last %d of %d", count, train.size()));
    }

    /**
     * Takes training images, drawn at random, away for validation. Which ones depends on the seed, the count and the number
     * of training images alone. Both parts keep the order of the training images.
     *
     * @param count how many, 0 up to but without the number of training images; 0 leaves validation absent
     * @param seed any number; the same one draws the same images
     * @return the three sets; the test images are untouched
     * @throws IllegalArgumentException if the count is out of range
     */
    public TrainValidationTestSplit holdOut(int count, long seed) {
        int[] order = IntStream.range(0, train.size()).toArray();
        SeededRandom.shuffle(order, new SplittableRandom(seed));
        return holdOut(count, order, RootText.format("%d of %d drawn with seed %d", count, train.size(), seed));
    }

    private TrainValidationTestSplit holdOut(int count, int[] order, String drawn) {
        if (count < 0 || count >= train.size()) {
            throw new IllegalArgumentException(RootText.format(
                    "cannot hold out %d of the %d training images of %s; give 0..%d",
                    count, train.size(), train.name(), train.size() - 1));
        }
        if (count == 0) {
            return new TrainValidationTestSplit(train, Optional.empty(), test);
        }
        int kept = order.length - count;
        return new TrainValidationTestSplit(
                train.select(sorted(order, 0, kept), "without the " + drawn),
                Optional.of(train.select(sorted(order, kept, order.length), drawn)),
                test);
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] part = Arrays.copyOfRange(order, from, to);
        Arrays.sort(part);
        return part;
    }
}
