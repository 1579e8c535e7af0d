// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import java.util.List;

/**
 * A chart of lines as SVG. Colours come from the page's style sheet, by the classes {@code c0}, {@code c1} and so on.
 *
 * <p>Chart libraries for Java measure texts with fonts of AWT, which a Java without a screen lacks; this one lets the
 * browser do that.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param xLabel what the horizontal axis shows, with its unit
 * @param yLabel what the vertical axis shows, with its unit
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param lines from back to front
 */
public record LineChart(
        String id, String title, String description, String xLabel, String yLabel, Ticks x, Ticks y, List<Line> lines) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 62;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;

    /** How a line is drawn. */
    public enum Style {
        /** Thin and pale, for raw data behind another line. */
        PALE,
        /** With one mark. */
        PLAIN,
        /** With a mark at every point, whose shape depends on the colour. */
        MARKED
    }

    /**
     * A line.
     *
     * @param color a number that stands for what the line belongs to, 0 or more
     * @param style how it is drawn
     * @param points from left to right
     */
    public record Line(int color, Style style, List<Point> points) {}

    /**
     * A point.
     *
     * @param x on the horizontal axis
     * @param y on the vertical axis
     * @param text shown where the mouse rests on a mark
     */
    public record Point(double x, double y, String text) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        StringBuilder svg = new StringBuilder();
        PlotArea area = new PlotArea(LEFT, TOP, WIDTH - RIGHT, HEIGHT - BOTTOM, x, y);
        area.appendRows(svg, true);
        area.appendTicks(svg);
        PlotArea.appendLabels(
                svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, xLabel, (TOP + HEIGHT - BOTTOM) / 2.0, yLabel);
        lines.forEach(line -> area.append(svg, line));
        return Svg.element(id, WIDTH, HEIGHT, title, description, svg.toString());
    }

    /** A mark and a piece of line for a legend. */
    public static String legendMark(int color) {
        return "<svg class=\"mark\" viewBox=\"0 0 28 12\" aria-hidden=\"true\">" + Marks.sample(color, 1, 6) + "</svg>";
    }
}
