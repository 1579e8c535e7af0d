// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of an experiment.
 *
 * @param name what tells it from the others in its experiment, but for seeds, which have one name: lower-case letters,
 *     digits, dots, hyphens and underscores, fit for a folder's name
 * @param configuration what to run
 * @param differences the settings that the grid and the cells give and that aren't the same in all of them, with their
 *     values in this one in short; without the seed
 * @param place where it stands in the grid; nothing if the file writes it out
 */
public record Cell(
        String name, RunConfiguration configuration, SortedMap<String, String> differences, Optional<GridPlace> place) {

    /** Keeps a copy of the differences. */
    public Cell {
        differences = Collections.unmodifiableSortedMap(new TreeMap<>(differences));
    }

    /** See {@link RunConfiguration#id}. */
    public String id() {
        return configuration.id();
    }
}
