// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.experiments.markup.Html;

/**
 * How often values fall where, for several groups of values on one horizontal axis. Each has a vertical axis of its own, since
 * values that are all the same would flatten the others.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param xLabel what the horizontal axes show
 * @param yLabel what is counted
 * @param x the horizontal axis of all
 * @param rule a value to compare with, if there is one
 * @param panels at least one
 */
public record HistogramChart(
        String id,
        String title,
        String description,
        String xLabel,
        String yLabel,
        Ticks x,
        OptionalDouble rule,
        List<Panel> panels) {

    private static final int BINS = 40;
    private static final int WIDTH = 760;
    private static final int LEFT = 62;
    private static final int RIGHT = 26;
    private static final int GAP = 54;
    private static final int HEADING = 24;
    private static final int TICKS = 30;
    private static final int AXIS_LABEL = 22;
    private static final int MOST_COLUMNS = 3;
    private static final int HEIGHT = 130;

    /** Keeps a copy of the list. */
    public HistogramChart {
        panels = List.copyOf(panels);
    }

    /**
     * A group of values.
     *
     * @param title above it
     * @param color of the style sheet, from 0
     * @param values those beyond the axis count at its ends
     */
    public record Panel(String title, int color, double[] values) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        int columns = Math.min(MOST_COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        double width = (WIDTH - LEFT - RIGHT - GAP * (columns - 1.0)) / columns;
        double rowHeight = HEADING + HEIGHT + (double) TICKS;
        StringBuilder svg = new StringBuilder();
        for (int k = 0; k < panels.size(); k++) {
            double left = LEFT + k % columns * (width + GAP);
            double top = k / columns * rowHeight + HEADING;
            append(svg, panels.get(k), left, top, left + width);
        }
        double bottom = rows * rowHeight + AXIS_LABEL;
        PlotArea.appendLabels(svg, (LEFT + WIDTH - RIGHT) / 2.0, bottom - 6, xLabel, (bottom - AXIS_LABEL) / 2, yLabel);
        return Svg.element(id, WIDTH, (int) Math.ceil(bottom), title, description, svg.toString());
    }

    private void append(StringBuilder svg, Panel panel, double left, double top, double right) {
        int[] counts = counts(panel.values());
        int most = Arrays.stream(counts).max().orElse(0);
        PlotArea area = new PlotArea(left, top, right, top + HEIGHT, x, Ticks.around(0, Math.max(1, most), 4));
        svg.append(Svg.text("heading", left, top - 8, "start", panel.title()));
        area.appendRows(svg, true);
        area.appendTicks(svg);
        double bin = (x.high() - x.low()) / BINS;
        for (int k = 0; k < BINS; k++) {
            if (counts[k] > 0) {
                double from = area.x(x.low() + k * bin);
                svg.append(format(
                        "<rect class=\"band %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s"
                                + "</title></rect>\n",
                        Marks.style(panel.color()),
                        from,
                        area.y(counts[k]),
                        area.x(x.low() + (k + 1) * bin) - from,
                        area.bottom() - area.y(counts[k]),
                        Html.escape(
                                format("%.4g to %.4g: %,d", x.low() + k * bin, x.low() + (k + 1) * bin, counts[k]))));
            }
        }
        rule.ifPresent(value -> svg.append(
                format("<path class=\"rule\" d=\"M%.1f %.1fV%.1f\"/>\n", area.x(value), top, area.bottom())));
    }

    private int[] counts(double[] values) {
        int[] counts = new int[BINS];
        for (double value : values) {
            int bin = (int) Math.floor(BINS * (value - x.low()) / (x.high() - x.low()));
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        return counts;
    }
}
