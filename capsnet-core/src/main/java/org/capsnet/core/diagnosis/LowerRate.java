// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

/**
 * A learning rate in place of one that is too high.
 *
 * @param value to set, with a margin below one with which a trial ended well
 * @param part how many times lower that one was than the network's
 */
record LowerRate(double value, double part) {

    /** A rate that is more than this many times too high is so after a warm-up, too: weights don't grow that much in it. */
    private static final double NEAR = 10;

    /** Whether a warm-up may do instead. */
    boolean isNear() {
        return part <= NEAR;
    }
}
