// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.experiments.experiment.Cell;

/**
 * A cell of an experiment, with its first seed, and what was found of its network.
 *
 * @param cell the run that was examined
 * @param examination figures and findings
 */
public record ExaminedCell(Cell cell, NetworkExamination examination) {

    /** Whether nothing was found. */
    public boolean isHealthy() {
        return examination.findings().isEmpty();
    }
}
