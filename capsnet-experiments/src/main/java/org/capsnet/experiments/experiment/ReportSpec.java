// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the results of an experiment are held against, and how they are shown. It is no part of what is run.
 *
 * @param source where the published figures stand; may be empty if there are none
 * @param expected what the source shows, in words; may be empty
 * @param rows the axis of the grid that makes the rows of the table; without one, each cell has a row by its name
 * @param columns the axis that makes the columns; only with rows
 * @param published test accuracies in percent, a list for each row with a number for each column, or with one if there
 *     are no columns; nothing where the source has no number. Empty if nothing is published
 * @param figure what else is drawn
 */
public record ReportSpec(
        String source,
        String expected,
        Optional<ReportAxis> rows,
        Optional<ReportAxis> columns,
        List<List<OptionalDouble>> published,
        Optional<ReportFigure> figure) {

    /** Of a file that says nothing. */
    public static final ReportSpec NONE =
            new ReportSpec("", "", Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** Keeps copies of the lists. */
    public ReportSpec {
        published = published.stream().map(List::copyOf).toList();
    }

    /**
     * The published number of a cell of the grid, in percent.
     *
     * @param row from 0
     * @param column from 0; 0 if there are no columns
     */
    public OptionalDouble published(int row, int column) {
        return published.isEmpty() ? OptionalDouble.empty() : published.get(row).get(column);
    }
}
