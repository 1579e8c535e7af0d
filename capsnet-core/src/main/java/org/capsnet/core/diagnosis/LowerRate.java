// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

/**
 * The lowest part of a learning rate that is too high, of those tried, with which the trial ended well.
 *
 * @param part 3 for a third
 */
record LowerRate(double part) {

    /** The batches that follow bring to saturation what one batch just doesn't. */
    private static final double CAUTION = 3;

    /** A rate that is more than this many times too high is so after a warm-up, too: weights don't grow that much in it. */
    private static final double NEAR = 10;

    /** By how much to divide the learning rate. */
    double divisor() {
        return part * CAUTION;
    }

    /** Whether a warm-up may do instead. */
    boolean isNear() {
        return part <= NEAR;
    }
}
