// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.nio.file.Path;

/**
 * How to run an experiment.
 *
 * @param out the folder for the results; made where it isn't there
 * @param resume go on with what is there
 * @param retryFailed go on, and begin runs again that failed or diverged
 * @param failFast begin no further run after one that failed or diverged
 * @param jobs the runs that go on at a time, 1 or more
 */
public record RunOptions(Path out, boolean resume, boolean retryFailed, boolean failFast, int jobs) {

    boolean goesOn() {
        return resume || retryFailed;
    }
}
