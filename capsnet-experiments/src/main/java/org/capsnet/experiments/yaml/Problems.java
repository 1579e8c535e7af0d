// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a file: collected, so that the user sees all of it at once. */
public final class Problems {

    private final Set<Problem> all = new LinkedHashSet<>();

    /**
     * Notes a problem; the same one at the same place counts once.
     *
     * @param place where the user has to look
     * @param what in one line, without a full stop
     */
    public void add(Place place, String what) {
        all.add(new Problem(place, what.strip().replaceAll("\\s*\\R\\s*", " ")));
    }

    /** Adds all of another collection. */
    public void addAll(Problems others) {
        all.addAll(others.all);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many there are so far. */
    public int count() {
        return all.size();
    }

    /** All of them in the order of the file, each {@code file:line:column: what}. */
    public List<String> lines() {
        return all.stream()
                .sorted(Comparator.comparing(Problem::place))
                .map(problem -> problem.place() + ": " + problem.what())
                .toList();
    }

    private record Problem(Place place, String what) {}
}
