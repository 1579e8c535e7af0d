// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One value, or two values of the same things beside each other, each with an axis of its own: whether the order is the same
 * can be seen even where the sizes aren't.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param headings of the values on the left and on the right, or on the right alone
 * @param axis what both show, with the unit
 * @param rows from top to bottom, at least one
 */
public record DotChart(
        String id, String title, String description, List<String> headings, String axis, List<Row> rows) {

    private static final int WIDTH = 760;
    private static final int RIGHT = 16;
    private static final int GAP = 44;
    private static final int TOP = 30;
    private static final int ROW = 22;
    private static final int BOTTOM = 50;
    private static final double LETTER = 6.6;
    private static final double LEAST_LEFT = 60;
    private static final double MOST_LEFT = 320;
    private static final int TICKS = 4;
    private static final Ticks ROWS = new Ticks(0, 1, 1, false);

    /** Keeps copies of the lists. */
    public DotChart {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param label at its start
     * @param left the value on the left, if there is one
     * @param right the value on the right, if there is one
     * @param error how far the value on the right may be off on both sides, 0 or more
     * @param note in place of the value on the right, if there is none
     */
    public record Row(String label, OptionalDouble left, OptionalDouble right, double error, String note) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        double longest =
                rows.stream().mapToInt(row -> row.label().length()).max().orElse(0) * LETTER + 14;
        double left = Math.max(LEAST_LEFT, Math.min(MOST_LEFT, longest));
        double middle = headings.size() == 1 ? left - GAP / 2.0 : (left + WIDTH - RIGHT) / 2;
        double bottom = TOP + ROW * rows.size();
        StringBuilder svg = new StringBuilder();
        for (int k = 0; k < rows.size(); k++) {
            svg.append(format("<path class=\"grid\" d=\"M%.1f %.1fH%d\"/>", left, y(k), WIDTH - RIGHT));
            svg.append(Svg.text("tick", left - 10, y(k) + 4, "end", rows.get(k).label()));
        }
        if (headings.size() > 1) {
            append(svg, 0, new PlotArea(left, TOP, middle - GAP / 2.0, bottom, range(Row::left, row -> 0.0), ROWS));
        }
        append(
                svg,
                1,
                new PlotArea(middle + GAP / 2.0, TOP, WIDTH - RIGHT, bottom, range(Row::right, Row::error), ROWS));
        return Svg.element(id, WIDTH, (int) bottom + BOTTOM, title, description, svg.toString());
    }

    private void append(StringBuilder svg, int side, PlotArea area) {
        svg.append(Svg.text(
                "heading",
                area.left(),
                TOP - 14,
                "start",
                side == 0 ? headings.get(0) : headings.get(headings.size() - 1)));
        svg.append(format("<path class=\"axis\" d=\"M%.1f %.1fH%.1f\"/>\n", area.left(), area.bottom(), area.right()));
        area.appendTicks(svg);
        svg.append(Svg.text("label", (area.left() + area.right()) / 2, area.bottom() + 40, "middle", axis));
        for (int k = 0; k < rows.size(); k++) {
            Row row = rows.get(k);
            OptionalDouble value = side == 0 ? row.left() : row.right();
            if (value.isPresent()) {
                double at = value.getAsDouble();
                if (side == 1 && row.error() > 0) {
                    svg.append(format(
                            "<path class=\"line %s\" d=\"M%.1f %.1fH%.1f\"/>",
                            Marks.style(side), area.x(at - row.error()), y(k), area.x(at + row.error())));
                }
                svg.append(Marks.at(side, area.x(at), y(k), format("%s: %.2f", row.label(), at)))
                        .append('\n');
            } else if (side == 1 && !row.note().isEmpty()) {
                svg.append(Svg.text("tick", area.left() + 4, y(k) + 4, "start", row.note()));
            }
        }
    }

    private static double y(int row) {
        return TOP + ROW * (row + 0.5);
    }

    private Ticks range(Function<Row, OptionalDouble> value, Function<Row, Double> error) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Row row : rows) {
            OptionalDouble at = value.apply(row);
            if (at.isPresent()) {
                least = Math.min(least, at.getAsDouble() - error.apply(row));
                most = Math.max(most, at.getAsDouble() + error.apply(row));
            }
        }
        return least <= most ? Ticks.around(least, most, TICKS) : Ticks.around(0, 100, TICKS);
    }
}
