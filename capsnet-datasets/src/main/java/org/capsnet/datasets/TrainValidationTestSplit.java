// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A data set's images for training, for choosing settings and for testing.
 *
 * @param train the images to train on
 * @param validation the images to choose settings by, none of them among the others; may be absent
 * @param test the images to test on
 * @see TrainTestSplit#holdOut
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TrainValidationTestSplit(ImageSet train, Optional<ImageSet> validation, ImageSet test) {

    /**
     * Checks that all sets fit one network.
     *
     * @throws IllegalArgumentException if the shapes or the class names differ
     */
    public TrainValidationTestSplit {
        new TrainTestSplit(train, test);
        validation.ifPresent(images -> new TrainTestSplit(train, images));
    }
}
