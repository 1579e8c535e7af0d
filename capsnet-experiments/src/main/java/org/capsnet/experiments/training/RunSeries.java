// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

/**
 * The runs that a process tells of, as a part of a whole that several processes may share.
 *
 * @param before how many of the whole were begun before those of this process, from 0
 * @param all the number of runs of the whole, at least 1
 * @param jobs how many go on at a time, at least 1
 */
public record RunSeries(int before, int all, int jobs) {

    /** All of them in one process, one after the other. */
    public static RunSeries ofOneProcess(int runs) {
        return new RunSeries(0, runs, 1);
    }

    /**
     * How many runs one after the other are left where so many were begun, if all take as long: those of other jobs go on
     * beside them.
     */
    int turnsLeft(int begun) {
        return (all + jobs - 1) / jobs - begun / jobs;
    }
}
