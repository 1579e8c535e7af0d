// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.List;

/**
 * An axis of the grid that makes the rows or the columns of a table.
 *
 * @param path of the axis
 * @param labels a name for each of its values, in their order
 */
public record ReportAxis(String path, List<String> labels) {

    /** Keeps a copy of the list. */
    public ReportAxis {
        labels = List.copyOf(labels);
    }
}
