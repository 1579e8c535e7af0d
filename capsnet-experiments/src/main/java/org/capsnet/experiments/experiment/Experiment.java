// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.List;
import java.util.Optional;

/**
 * What an experiment file stands for.
 *
 * @param name of the experiment
 * @param description in a line or more; may be empty
 * @param profile the profile that was chosen, if one was
 * @param cells the runs, no two of them equal, in the order of the file: seeds change first, then the last axis of the grid
 * @param report what the results are held against; the same for all profiles
 */
public record Experiment(
        String name, String description, Optional<String> profile, List<Cell> cells, ReportSpec report) {

    /** Keeps a copy of the list. */
    public Experiment {
        cells = List.copyOf(cells);
    }
}
