// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.util.SplittableRandom;

/** Generators whose numbers depend on what they are for, not on what was drawn before, or by which thread. */
final class SeededRandom {

    private SeededRandom() {}

    /** Returns the generator for, say, an epoch, or an image of an epoch. */
    static SplittableRandom of(long seed, int... numbers) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int number : numbers) {
            // The seed goes through the generator first: else seed 1 in epoch 0 would be seed 0 in epoch 1.
            random = new SplittableRandom(random.nextLong() + number);
        }
        return random;
    }

    static void shuffle(int[] order, SplittableRandom random) {
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
    }
}
