// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

/**
 * What a capsule o = (u + v) / 2 of a layer with a skip owes to the routing, which gave v, and to the capsule u below it: the
 * parts of both that lie along o, by the sum of their amounts.
 *
 * @param voted of v; negative if it points away
 * @param beside of u
 */
record Skipped(double voted, double beside) {

    /**
     * From the capsule and what the routing gave.
     *
     * @param capsule o
     * @param routed v
     */
    static Skipped of(double[] capsule, double[] routed) {
        double alongRouted = 0;
        double alongBelow = 0;
        for (int d = 0; d < capsule.length; d++) {
            alongRouted += capsule[d] * routed[d];
            alongBelow += capsule[d] * (2 * capsule[d] - routed[d]);
        }
        double amounts = Math.abs(alongRouted) + Math.abs(alongBelow);
        return amounts > 0 ? new Skipped(alongRouted / amounts, alongBelow / amounts) : new Skipped(0, 0);
    }
}
