// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

/**
 * A data set's images for training and for testing.
 *
 * @param train the images to train on
 * @param test the images to test on, of the same shape and classes
 */
public record TrainTestSplit(ImageSet train, ImageSet test) {

    /**
     * Checks that both sets fit one network.
     *
     * @throws IllegalArgumentException if the shapes or the class names differ
     */
    public TrainTestSplit {
        if (!train.shape().equals(test.shape())) {
            throw new IllegalArgumentException(
                    "training images are %s but test images are %s; give sets of one shape (training: %s, test: %s)"
                            .formatted(train.shape(), test.shape(), train.source(), test.source()));
        }
        if (!train.classNames().equals(test.classNames())) {
            throw new IllegalArgumentException(
                    "training classes %s differ from test classes %s; give sets of the same classes in one order"
                            .formatted(train.classNames(), test.classNames()));
        }
    }
}
