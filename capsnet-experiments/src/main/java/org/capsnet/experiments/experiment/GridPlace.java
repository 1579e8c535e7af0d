// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a cell stands in the grid of its file.
 *
 * @param indices by the path of each axis, which of its values the cell has, from 0
 * @param settings the names of the settings that the axes decide, as in {@link RunConfiguration#settings()}
 */
public record GridPlace(Map<String, Integer> indices, SortedSet<String> settings) {

    /** Keeps copies. */
    public GridPlace {
        indices = Collections.unmodifiableMap(new LinkedHashMap<>(indices));
        settings = Collections.unmodifiableSortedSet(new TreeSet<>(settings));
    }
}
