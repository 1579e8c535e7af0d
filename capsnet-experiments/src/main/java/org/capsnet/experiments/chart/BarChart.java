// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.List;
import org.capsnet.experiments.markup.Html;

/**
 * Values of named things as bars below each other.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param axis what the bars show, with the unit
 * @param x the horizontal axis; it begins at or below 0
 * @param bars from top to bottom, at least one
 */
public record BarChart(String id, String title, String description, String axis, Ticks x, List<Bar> bars) {

    private static final int WIDTH = 520;
    private static final int RIGHT = 62;
    private static final int TOP = 6;
    private static final int ROW = 24;
    private static final int THICK = 14;
    private static final int BOTTOM = 46;
    private static final double LETTER = 6.8;
    private static final Ticks ROWS = new Ticks(0, 1, 1, false);

    /** Keeps a copy of the list. */
    public BarChart {
        bars = List.copyOf(bars);
    }

    /**
     * A bar.
     *
     * @param label at its start
     * @param value where it ends
     * @param color of the style sheet, from 0
     * @param text at its end
     */
    public record Bar(String label, double value, int color, String text) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        double left = 14
                + LETTER
                        * bars.stream()
                                .mapToInt(bar -> bar.label().length())
                                .max()
                                .orElse(0);
        double bottom = TOP + ROW * (double) bars.size();
        PlotArea area = new PlotArea(left, TOP, WIDTH - RIGHT, bottom, x, ROWS);
        StringBuilder svg = new StringBuilder();
        x.values()
                .forEach(value ->
                        svg.append(format("<path class=\"grid\" d=\"M%.1f %dV%.1f\"/>", area.x(value), TOP, bottom)));
        for (int k = 0; k < bars.size(); k++) {
            Bar bar = bars.get(k);
            double middle = TOP + ROW * (k + 0.5);
            double end = area.x(Math.max(x.low(), Math.min(x.high(), bar.value())));
            svg.append(Svg.text("label", left - 10, middle + 4.5, "end", bar.label()));
            svg.append(format(
                    "<rect class=\"band %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"><title>%s</title>"
                            + "</rect>\n",
                    Marks.style(bar.color()),
                    Math.min(area.x(0), end),
                    middle - THICK / 2.0,
                    Math.abs(end - area.x(0)),
                    THICK,
                    Html.escape(bar.label() + " " + bar.text())));
            svg.append(Svg.text("tick", Math.max(end, area.x(0)) + 8, middle + 4.5, "start", bar.text()));
        }
        svg.append(format("<path class=\"axis\" d=\"M%.1f %.1fH%d\"/>", left, bottom, WIDTH - RIGHT));
        area.appendTicks(svg);
        svg.append(Svg.text("label", (left + WIDTH - RIGHT) / 2, bottom + 38, "middle", axis));
        return Svg.element(id, WIDTH, (int) bottom + BOTTOM, title, description, svg.toString());
    }
}
