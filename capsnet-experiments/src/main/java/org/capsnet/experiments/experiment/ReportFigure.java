// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Locale;

/** What a report draws of the inside of an experiment's networks. */
public enum ReportFigure {
    /** The largest couplings of input capsules to the capsule of the right class. */
    COUPLINGS,
    /** The range of the first convolution's gradient in each training step. */
    GRADIENTS,
    /** Not of their inside, but the accuracies of a table with many cells as a grid that is shaded by them. */
    GRID;

    /** As it stands in a file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
