// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
record LineChart(
        String id, String title, String description, String xLabel, String yLabel, Ticks x, Ticks y, List<Line> lines) {

    /** The number of colours in the style sheet; further lines start again, dashed. */
    static final int COLORS = 7;

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 62;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;

    /** A disc, a square, a triangle and a diamond, as paths around the point where they begin. */
    private static final List<String> MARKS = List.of(
            "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
            "m-4-4h8v8h-8z",
            "m0-5.4l5 8.8h-10z",
            "m0-5.8l5.8 5.8l-5.8 5.8l-5.8-5.8z");

    /** How a line is drawn. */
    enum Style {
        /** Thin and pale, for raw data behind another line. */
        PALE,
        /** Without marks. */
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
    record Line(int color, Style style, List<Point> points) {}

    /**
     * A point.
     *
     * @param x on the horizontal axis
     * @param y on the vertical axis
     * @param text shown where the mouse rests on a mark
     */
    record Point(double x, double y, String text) {}

    /** An {@code svg} element, to be put into a page. */
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-description\">\n",
                WIDTH, HEIGHT, id, id));
        svg.append(format("<title id=\"%s-title\">%s</title>\n", id, Html.escape(title)));
        svg.append(format("<desc id=\"%s-description\">%s</desc>\n", id, Html.escape(description)));
        appendAxes(svg);
        lines.forEach(line -> append(svg, line));
        return svg.append("</svg>\n").toString();
    }

    /** A mark and a piece of line for a legend. */
    static String legendMark(int color) {
        return format(
                        "<svg class=\"mark\" viewBox=\"0 0 28 12\" aria-hidden=\"true\"><path class=\"line %s\""
                                + " d=\"M1 6H27\"/>",
                        colorClass(color))
                + mark(color, 14, 6, "")
                + "</svg>";
    }

    private void appendAxes(StringBuilder svg) {
        double floor = y(y.low());
        y.values().forEach(value -> {
            svg.append(format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y(value), WIDTH - RIGHT));
            svg.append(format(
                    "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8, y(value) + 4, y.label(value)));
        });
        svg.append(format("<path class=\"axis\" d=\"M%d %.1fH%d\"/>\n", LEFT, floor, WIDTH - RIGHT));
        x.values().forEach(value -> {
            svg.append(format("<path class=\"axis\" d=\"M%.1f %.1fv5\"/>", x(value), floor));
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
                    x(value), floor + 18, x.label(value)));
        });
        svg.append(format(
                "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, Html.escape(xLabel)));
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        svg.append(format(
                "<text class=\"label\" x=\"14\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 14 %.1f)\">%s"
                        + "</text>\n",
                middle, middle, Html.escape(yLabel)));
    }

    private void append(StringBuilder svg, Line line) {
        List<String> corners = new ArrayList<>();
        for (Point point : line.points()) {
            corners.add(format("%.1f %.1f", x(point.x()), y(point.y())));
        }
        if (corners.size() > 1) {
            svg.append(format(
                    "<path class=\"line %s%s\" d=\"M%s\"/>\n",
                    colorClass(line.color()), line.style() == Style.PALE ? " pale" : "", String.join("L", corners)));
        }
        // A line of one point would be invisible without its mark.
        if (line.style() == Style.MARKED || (line.style() == Style.PLAIN && corners.size() == 1)) {
            for (Point point : line.points()) {
                svg.append(mark(line.color(), x(point.x()), y(point.y()), point.text()))
                        .append('\n');
            }
        }
    }

    private static String mark(int color, double x, double y, String text) {
        String path = format(
                "<path class=\"point %s\" d=\"M%.1f %.1f%s\"",
                colorClass(color), x, y, MARKS.get(color % MARKS.size()));
        return text.isEmpty() ? path + "/>" : path + "><title>" + Html.escape(text) + "</title></path>";
    }

    private static String colorClass(int color) {
        return "c" + color % COLORS + (color / COLORS % 2 == 1 ? " dashed" : "");
    }

    private double x(double value) {
        return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
