// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.yaml;

import java.util.Comparator;

/**
 * Where something stands.
 *
 * @param source the file as the user typed it, or an option of the command line
 * @param line from 1; 0 if the source has no lines
 * @param column from 1; 0 if the source has no lines
 */
public record Place(String source, int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::source).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** A place without lines. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, which editors and terminals make a link of. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
