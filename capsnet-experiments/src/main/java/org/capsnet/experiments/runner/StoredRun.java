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
 * @param name of its cell: what tells it from the others but for the seed
 * @param settings all of them, with their values
 */
record StoredRun(String id, String name, SortedMap<String, String> settings) {

    static final String SEED = "seed";

    StoredRun {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    static StoredRun of(Cell cell) {
        return new StoredRun(
                cell.id(), cell.name(), new TreeMap<>(cell.configuration().settings()));
    }

    String seed() {
        return settings.get(SEED);
    }

    /** What tells it from all others, for people. */
    String title() {
        return name + " seed " + seed();
    }

    /** Equal for runs that differ in their seeds alone. */
    Map<String, String> settingsButSeed() {
        Map<String, String> others = new TreeMap<>(settings);
        others.remove(SEED);
        return others;
    }
}
