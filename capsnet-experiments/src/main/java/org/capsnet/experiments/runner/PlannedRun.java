// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.capsnet.experiments.experiment.Cell;

/**
 * A run of an experiment, as its folder remembers it.
 *
 * @param id the hash of its configuration, and the name of its folder
 * @param name what tells it from the others
 * @param settings all of them, with their values
 * @param differences those that aren't the same in all runs, without the seed
 */
record PlannedRun(String id, String name, SortedMap<String, String> settings, SortedMap<String, String> differences) {

    static final String SEED = "seed";

    PlannedRun {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        differences = Collections.unmodifiableSortedMap(new TreeMap<>(differences));
    }

    static PlannedRun of(Cell cell) {
        return new PlannedRun(
                cell.id(), cell.name(), new TreeMap<>(cell.configuration().settings()), cell.differences());
    }

    String seed() {
        return settings.get(SEED);
    }

    /** Equal for runs that differ in their seeds alone. */
    Map<String, String> settingsButSeed() {
        Map<String, String> others = new TreeMap<>(settings);
        others.remove(SEED);
        return others;
    }
}
