// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.experiments.markup.Html;

/**
 * Points in a plane, each as large as something else says.
 *
 * @param id starts the identifiers within the SVG; unique on the page
 * @param title what the chart shows, for those who don't see it
 * @param description what it tells, for the same
 * @param xLabel what the horizontal axis shows
 * @param yLabel what the vertical axis shows
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param dots from back to front
 * @param arrow a direction along the horizontal axis, from 0 to here, if there is one
 * @param arrowText what the arrow is
 */
public record ScatterChart(
        String id,
        String title,
        String description,
        String xLabel,
        String yLabel,
        Ticks x,
        Ticks y,
        List<Dot> dots,
        OptionalDouble arrow,
        String arrowText) {

    private static final int WIDTH = 760;
    private static final int LEFT = 74;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int HEIGHT = 360;
    private static final int BOTTOM = 50;

    /** Keeps a copy of the list. */
    public ScatterChart {
        dots = List.copyOf(dots);
    }

    /**
     * A point.
     *
     * @param radius in the units of the picture
     * @param color of the style sheet, from 0
     * @param text shown where the mouse rests
     */
    public record Dot(double x, double y, double radius, int color, String text) {}

    /** An {@code svg} element, to be put into a page. */
    public String svg() {
        PlotArea area = new PlotArea(LEFT, TOP, WIDTH - RIGHT, TOP + HEIGHT, x, y);
        StringBuilder svg = new StringBuilder();
        area.appendRows(svg, true);
        area.appendTicks(svg);
        svg.append(format("<path class=\"rule\" d=\"M%.1f %dV%d\"/>\n", area.x(0), TOP, TOP + HEIGHT));
        for (Dot dot : dots) {
            svg.append(format(
                    "<circle class=\"band %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>\n",
                    Marks.style(dot.color()), area.x(dot.x()), area.y(dot.y()), dot.radius(), Html.escape(dot.text())));
        }
        arrow.ifPresent(end -> appendArrow(svg, area, end));
        PlotArea.appendLabels(
                svg, (LEFT + WIDTH - RIGHT) / 2.0, TOP + HEIGHT + 42.0, xLabel, TOP + HEIGHT / 2.0, yLabel);
        return Svg.element(id, WIDTH, TOP + HEIGHT + BOTTOM, title, description, svg.toString());
    }

    private void appendArrow(StringBuilder svg, PlotArea area, double end) {
        svg.append(format(
                "<path class=\"arrow\" d=\"M%.1f %.1fH%.1fm-9 -5l9 5l-9 5\"/>\n", area.x(0), area.y(0), area.x(end)));
        svg.append(Svg.text("heading", area.x(end), area.y(0) - 10, "end", arrowText));
    }
}
