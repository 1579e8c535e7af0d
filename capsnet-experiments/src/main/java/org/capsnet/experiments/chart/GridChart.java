// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.List;

/**
 * Numbers in rows and columns, shaded by their size, so that a pattern is seen before a number is read.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param columns the headings
 * @param rows from top to bottom, at least one
 * @param least the number that isn't shaded
 * @param most the number that is shaded most, greater than the least
 */
public record GridChart(
        String id, String title, String description, List<String> columns, List<Row> rows, double least, double most) {

    private static final int CELL = 84;
    private static final int HEIGHT = 30;
    private static final int TOP = 26;
    private static final int GAP = 2;
    private static final double LETTER = 6.8;

    /** Text stays readable on what is shaded most. */
    private static final double DARKEST = 0.6;

    /** Keeps copies of the lists. */
    public GridChart {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param label at its start
     * @param cells one for each column
     */
    public record Row(String label, List<Cell> cells) {

        /** Keeps a copy of the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A place in the grid.
     *
     * @param value what shades it; NaN if there is none
     * @param text what stands in it
     */
    public record Cell(double value, String text) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        double left = 20
                + LETTER
                        * rows.stream()
                                .mapToInt(row -> row.label().length())
                                .max()
                                .orElse(0);
        int width = (int) left + CELL * columns.size() + GAP;
        StringBuilder svg = new StringBuilder();
        for (int k = 0; k < columns.size(); k++) {
            svg.append(Svg.text("heading", left + CELL * (k + 0.5), TOP - 9, "middle", columns.get(k)));
        }
        for (int k = 0; k < rows.size(); k++) {
            double y = TOP + HEIGHT * k;
            svg.append(Svg.text(
                    "tick", left - 10, y + HEIGHT / 2.0 + 4, "end", rows.get(k).label()));
            for (int column = 0; column < rows.get(k).cells().size(); column++) {
                append(svg, left + CELL * column, y, rows.get(k).cells().get(column));
            }
        }
        return Svg.element(id, width, TOP + HEIGHT * rows.size() + GAP, title, description, svg.toString());
    }

    private void append(StringBuilder svg, double x, double y, Cell cell) {
        double share = Math.max(0, Math.min(1, (cell.value() - least) / (most - least)));
        svg.append(format(
                "<rect class=\"cell\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>",
                x, y, CELL - GAP, HEIGHT - GAP, Double.isNaN(cell.value()) ? 0 : DARKEST * share));
        svg.append(Svg.text("label", x + (CELL - GAP) / 2.0, y + HEIGHT / 2.0 + 3, "middle", cell.text()));
    }
}
