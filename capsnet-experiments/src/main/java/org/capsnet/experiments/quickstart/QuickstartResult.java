// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import java.nio.file.Path;
import java.util.List;
import org.capsnet.experiments.report.Provenance;
import org.capsnet.experiments.training.RunResult;

/**
 * What came of it.
 *
 * @param provenance how the runs came about
 * @param runs in the order of the options
 * @param report the page to open
 */
public record QuickstartResult(Provenance provenance, List<RunResult> runs, Path report) {

    /** Whether all runs came to their end. */
    public boolean complete() {
        return runs.stream().allMatch(run -> run.problem().isEmpty());
    }
}
