// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.List;

/** Where runs are done: in this process, in others, or one day on a cluster. Folders are all that it needs to pass on. */
interface RunExecutor {

    /** Hears of runs, from any thread. */
    interface Listener {

        /** Whether to begin with a further run. */
        boolean goesOn();

        /** A run has ended, and this is what came of it. */
        void ended(StoredRun run, RunStatus status);
    }

    /** Does runs, each in its folder, and comes back when all that were begun have ended. */
    void execute(List<StoredRun> runs, Listener listener);
}
