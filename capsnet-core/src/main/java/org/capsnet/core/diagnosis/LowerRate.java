// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

/**
 * By how much a learning rate that is too high had to be divided for the trial to end well.
 *
 * @param by the least of the numbers that were tried
 */
record LowerRate(double by) {

    /** The batches that follow bring to saturation what one batch just doesn't. */
    private static final double CAUTION = 3;

    /** A rate that is more than this many times too high is so after a warm-up, too: weights don't grow that much in it. */
    private static final double NEAR = 10;

    /** By how much to divide the learning rate. */
    double divisor() {
        return by * CAUTION;
    }

    /** Whether a warm-up may do instead. */
    boolean isNear() {
        return by <= NEAR;
    }
}
