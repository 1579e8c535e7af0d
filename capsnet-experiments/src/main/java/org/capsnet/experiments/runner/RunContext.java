// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.List;

/**
 * What all runs of a process have in common.
 *
 * @param every the training steps between two checkpoints, 1 or more
 * @param command the command line, for the provenance
 * @param software names and versions, one a line, for the provenance
 * @param interruption the wish to stop
 */
public record RunContext(int every, String command, List<String> software, Interruption interruption) {

    /** The steps between two checkpoints unless told otherwise: a minute's work at the paper's size. */
    public static final int USUAL_EVERY = 100;

    public RunContext {
        software = List.copyOf(software);
    }
}
