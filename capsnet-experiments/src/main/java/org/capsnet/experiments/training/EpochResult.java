// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.OptionalDouble;

/**
 * What came of an epoch.
 *
 * @param epoch its number, 1 or more
 * @param trainLoss the mean loss of the training images, each as the network was when it came to it
 * @param validationAccuracy the share of validation images whose longest class capsule is the right one, 0 to 1; nothing if
 *     none are held out
 * @param testAccuracy the same of the test images
 * @param seconds how long training and testing took
 */
public record EpochResult(
        int epoch, double trainLoss, OptionalDouble validationAccuracy, double testAccuracy, double seconds) {

    /** Without validation. */
    public EpochResult(int epoch, double trainLoss, double testAccuracy, double seconds) {
        this(epoch, trainLoss, OptionalDouble.empty(), testAccuracy, seconds);
    }
}
