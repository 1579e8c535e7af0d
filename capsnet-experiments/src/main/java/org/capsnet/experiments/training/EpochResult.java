// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

/**
 * What came of an epoch.
 *
 * @param epoch its number, 1 or more
 * @param trainLoss the mean loss of the training images, each as the network was when it came to it
 * @param testAccuracy the share of test images whose longest class capsule is the right one, 0 to 1
 * @param seconds how long training and testing took
 */
public record EpochResult(int epoch, double trainLoss, double testAccuracy, double seconds) {}
