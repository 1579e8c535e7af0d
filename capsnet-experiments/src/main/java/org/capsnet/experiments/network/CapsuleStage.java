// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

/**
 * One fully connected layer of capsules.
 *
 * @param capsules how many capsules, at least 1
 * @param dimensions how many numbers make a capsule, at least 1
 */
public record CapsuleStage(int capsules, int dimensions) {

    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public CapsuleStage {
        Ranges.atLeast("capsules", capsules, 1);
        Ranges.atLeast("dimensions", dimensions, 1);
    }
}
