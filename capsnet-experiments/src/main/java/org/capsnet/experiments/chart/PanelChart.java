// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.experiments.chart.LineChart.Line;

/**
 * Small charts beside each other with the same axes, so that they can be compared.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param xLabel what the horizontal axes show, with the unit
 * @param yLabel what the vertical axes show, with the unit
 * @param x the horizontal axis of all
 * @param y the vertical axis of all
 * @param legend what the colours stand for, from 0 on; none if empty
 * @param panels at least one
 */
public record PanelChart(
        String id,
        String title,
        String description,
        String xLabel,
        String yLabel,
        Ticks x,
        Ticks y,
        List<String> legend,
        List<Panel> panels) {

    private static final int WIDTH = 760;
    private static final int LEFT = 66;
    private static final int RIGHT = 10;
    private static final int GAP = 16;
    private static final int HEADING = 24;
    private static final int TICKS = 26;
    private static final int AXIS_LABEL = 22;
    private static final int MOST_COLUMNS = 3;
    private static final int LEGEND_LINE = 22;
    private static final double LETTER = 7.2;

    /** By how many columns: one chart alone isn't as high as it is wide. */
    private static final int[] HEIGHTS = {210, 170, 140};

    /** Keeps copies of the lists. */
    public PanelChart {
        legend = List.copyOf(legend);
        panels = List.copyOf(panels);
    }

    /**
     * One of the charts.
     *
     * @param title above it
     * @param bands from back to front, behind the lines
     * @param lines from back to front
     * @param rule a horizontal line to compare with, if there is one
     */
    public record Panel(String title, List<Band> bands, List<Line> lines, OptionalDouble rule) {

        /** Keeps copies of the lists. */
        public Panel {
            bands = List.copyOf(bands);
            lines = List.copyOf(lines);
        }

        /** Lines alone. */
        public static Panel of(String title, List<Line> lines) {
            return new Panel(title, List.of(), lines, OptionalDouble.empty());
        }
    }

    /**
     * The area between two lines.
     *
     * @param color as that of a line
     * @param ranges from left to right
     */
    public record Band(int color, List<Range> ranges) {}

    /** From one value to another at a place of the horizontal axis. */
    public record Range(double x, double low, double high) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        int columns = Math.min(MOST_COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        StringBuilder svg = new StringBuilder();
        double top = appendLegend(svg);
        double width = (WIDTH - LEFT - RIGHT - GAP * (columns - 1.0)) / columns;
        double height = HEIGHTS[columns - 1];
        double rowHeight = HEADING + height + TICKS;
        for (int k = 0; k < panels.size(); k++) {
            double left = LEFT + k % columns * (width + GAP);
            double panelTop = top + k / columns * rowHeight + HEADING;
            append(
                    svg,
                    panels.get(k),
                    new PlotArea(left, panelTop, left + width, panelTop + height, x, y),
                    k % columns == 0);
        }
        double bottom = top + rows * rowHeight + AXIS_LABEL;
        PlotArea.appendLabels(
                svg, (LEFT + WIDTH - RIGHT) / 2.0, bottom - 6, xLabel, (top + bottom - AXIS_LABEL) / 2, yLabel);
        return Svg.element(id, WIDTH, (int) Math.ceil(bottom), title, description, svg.toString());
    }

    private static void append(StringBuilder svg, Panel panel, PlotArea area, boolean first) {
        if (!panel.title().isEmpty()) {
            svg.append(Svg.text("heading", area.left(), area.top() - 8, "start", panel.title()));
        }
        area.appendRows(svg, first);
        area.appendTicks(svg);
        panel.bands().forEach(band -> append(svg, band, area));
        panel.lines().forEach(line -> area.append(svg, line));
        panel.rule()
                .ifPresent(value -> svg.append(format(
                        "<path class=\"rule\" d=\"M%.1f %.1fH%.1f\"/>\n", area.left(), area.y(value), area.right())));
    }

    private static void append(StringBuilder svg, Band band, PlotArea area) {
        if (band.ranges().isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (Range range : band.ranges()) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(format("%.1f %.1f", area.x(range.x()), area.y(range.high())));
        }
        for (int k = band.ranges().size() - 1; k >= 0; k--) {
            Range range = band.ranges().get(k);
            path.append(format("L%.1f %.1f", area.x(range.x()), area.y(range.low())));
        }
        svg.append(format("<path class=\"band %s\" d=\"%sz\"/>\n", Marks.style(band.color()), path));
    }

    /** The height that it takes. */
    private double appendLegend(StringBuilder svg) {
        double x = LEFT;
        double y = legend.isEmpty() ? 0 : LEGEND_LINE / 2.0 + 2;
        for (int color = 0; color < legend.size(); color++) {
            double width = 34 + LETTER * legend.get(color).length() + 18;
            if (x > LEFT && x + width > WIDTH) {
                x = LEFT;
                y += LEGEND_LINE;
            }
            svg.append(Marks.sample(color, x, y));
            svg.append(Svg.text("label", x + 32, y + 4.5, "start", legend.get(color)));
            x += width;
        }
        return legend.isEmpty() ? 0 : y + LEGEND_LINE / 2.0;
    }
}
