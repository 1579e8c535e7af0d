// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns two blanks apart, numbers to the right, a rule below the headings. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of text. */
    public TextTable text(String heading) {
        headings.add(heading);
        right.add(false);
        return this;
    }

    /** Adds a column of numbers. */
    public TextTable number(String heading) {
        headings.add(heading);
        right.add(true);
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column, each a single line
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public TextTable row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    "a row of this table needs " + headings.size() + " cells but has " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines of the table, each with its end; no blanks at the end of a line. */
    @Override
    public String toString() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            int width = width(headings.get(column));
            for (List<String> row : rows) {
                width = Math.max(width, width(row.get(column)));
            }
            widths.add(width);
        }
        StringBuilder text = new StringBuilder();
        append(text, headings, widths);
        append(text, widths.stream().map("─"::repeat).toList(), widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths.get(column) - width(cell));
            line.append(column == 0 ? "" : GAP).append(right.get(column) ? padding + cell : cell + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** Characters, not UTF-16 units. */
    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
