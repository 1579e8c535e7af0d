// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a run is. */
public enum RunState {
    /** Not begun. */
    PENDING,
    /** A process is at it, or was when it was killed. */
    RUNNING,
    /** Trained and tested to its end. */
    DONE,
    /** Ended by an exception. */
    FAILED,
    /** Ended since numbers became NaN or infinite. */
    DIVERGED,
    /** Stopped or killed, and to be gone on with. */
    INTERRUPTED;

    /** Whether it ended without success, and would again. */
    public boolean isUnsuccessful() {
        return this == FAILED || this == DIVERGED;
    }

    /**
     * How many runs are in each of some states: {@code 5 done, 1 failed}.
     *
     * @param runs the state of each run
     * @param wanted the states that are counted, in the order in which they are told
     * @return empty if no run is in any of them
     */
    public static String counted(Collection<RunState> runs, Collection<RunState> wanted) {
        return wanted.stream()
                .filter(runs::contains)
                .map(state -> Collections.frequency(runs, state) + " " + state)
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
