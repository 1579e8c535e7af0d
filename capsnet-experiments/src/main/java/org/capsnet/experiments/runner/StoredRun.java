// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.RunConfiguration;

/**
 * A run of an experiment, as the folder of its results remembers it.
 *
 * @param id the hash of its configuration, and the name of its folder
 * @param name of its cell: what tells it from the others but for the seed
 * @param seed decides all that is random in it
 * @param settings all others, with their values
 */
record StoredRun(String id, String name, long seed, SortedMap<String, String> settings) {

    StoredRun {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    static StoredRun of(Cell cell) {
        SortedMap<String, String> others = new TreeMap<>(cell.configuration().settings());
        others.remove(RunConfiguration.SEED);
        return new StoredRun(cell.id(), cell.name(), cell.configuration().seed(), others);
    }

    /** What tells it from all others, for people. */
    String title() {
        return name + " seed " + seed;
    }
}
