// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageShape;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.datasets.TrainValidationTestSplit;

/**
 * Which images a run trains on and is tested on.
 *
 * @param set the name of an {@link ImageSource}
 * @param trainingImages how many to train on, the first of the set, 1 to those that are left by validation
 * @param validationImages how many of the set's last training images are held out to choose settings by, 0 or more
 * @param testImages how many to test on, the first of the set, 1 to all
 * @param shift by how many pixels at most an image is shifted at random in training, in x and in y, 0 to half of the
 *     image's shorter side
 */
public record DataSelection(String set, int trainingImages, int validationImages, int testImages, int shift) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if there is no such set or a number is out of range; the message names the setting
     */
    public DataSelection {
        ImageSource source = ImageSource.named(set)
                .orElseThrow(() -> new IllegalArgumentException("no data set is called \"" + set + "\""));
        range("validation images", validationImages, 0, source.trainCount() - 1);
        range("training images", trainingImages, 1, source.trainCount() - validationImages);
        range("test images", testImages, 1, source.testCount());
        range("shift", shift, 0, mostShift(source.shape()));
    }

    static int mostShift(ImageShape shape) {
        return Math.min(shape.height(), shape.width()) / 2;
    }

    /** Where the images come from. */
    public ImageSource source() {
        return ImageSource.named(set).orElseThrow();
    }

    /**
     * Reads the images. Validation is taken from the end of the training images, so that it holds the same images however
     * many of the others are used.
     *
     * @param folders where published sets lie
     * @throws org.capsnet.datasets.DataFileException if the images aren't there, are broken or are too few
     */
    public TrainValidationTestSplit read(DataSetFolders folders) {
        TrainTestSplit all = source().read(folders);
        TrainValidationTestSplit parts = all.holdOut(validationImages);
        return new TrainValidationTestSplit(
                parts.train().take(trainingImages),
                parts.validation(),
                parts.test().take(testImages));
    }

    private static void range(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " must be " + least + " to " + most + " but is " + value);
        }
    }
}
