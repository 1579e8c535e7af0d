// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plan;

/**
 * What a run is expected to take on this machine.
 *
 * @param seconds the whole run, tests included
 * @param bytes the largest resident memory of the process
 */
public record RunForecast(double seconds, long bytes) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is negative or no number
     */
    public RunForecast {
        if (!(seconds >= 0) || bytes < 0) {
            throw new IllegalArgumentException(
                    "a forecast must be 0 or more but is " + seconds + " s and " + bytes + " bytes");
        }
    }
}
