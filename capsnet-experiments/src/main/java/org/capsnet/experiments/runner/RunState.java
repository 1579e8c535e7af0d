// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.Locale;

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

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
