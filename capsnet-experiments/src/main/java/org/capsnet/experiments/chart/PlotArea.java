// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.capsnet.experiments.chart.Svg.format;

import java.util.ArrayList;
import java.util.List;
import org.capsnet.experiments.chart.LineChart.Line;
import org.capsnet.experiments.chart.LineChart.Point;
import org.capsnet.experiments.chart.LineChart.Style;
import org.capsnet.experiments.markup.Html;

/**
 * A rectangle between two axes.
 *
 * @param left of it, in the units of the picture
 * @param top of it
 * @param right of it
 * @param bottom of it
 * @param x the horizontal axis
 * @param y the vertical axis
 */
record PlotArea(double left, double top, double right, double bottom, Ticks x, Ticks y) {

    private static final double TICK = 5;

    double x(double value) {
        return left + x.position(value) * (right - left);
    }

    double y(double value) {
        return bottom - y.position(value) * (bottom - top);
    }

    /** Lines at the vertical axis' ticks, whose numbers are left out where the picture beside has them. */
    void appendRows(StringBuilder svg, boolean labels) {
        y.values().forEach(value -> {
            svg.append(format("<path class=\"grid\" d=\"M%s %.1fH%s\"/>", number(left), y(value), number(right)));
            if (labels) {
                svg.append(Svg.text("tick", left - 8, y(value) + 4, "end", y.label(value)));
            }
        });
        svg.append(format("<path class=\"axis\" d=\"M%s %.1fH%s\"/>\n", number(left), bottom, number(right)));
    }

    /** The horizontal axis' ticks and numbers. */
    void appendTicks(StringBuilder svg) {
        x.values().forEach(value -> {
            svg.append(format("<path class=\"axis\" d=\"M%.1f %.1fv%s\"/>", x(value), bottom, number(TICK)));
            svg.append(Svg.text("tick", x(value), bottom + 18, "middle", x.label(value)));
        });
    }

    /** What the axes show. */
    static void appendLabels(
            StringBuilder svg, double middleX, double y, String xLabel, double middleY, String yLabel) {
        svg.append(Svg.text("label", middleX, y, "middle", xLabel));
        svg.append(format(
                "<text class=\"label\" x=\"14\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 14 %.1f)\">%s"
                        + "</text>\n",
                middleY, middleY, Html.escape(yLabel)));
    }

    void append(StringBuilder svg, Line line) {
        List<String> corners = new ArrayList<>();
        for (Point point : line.points()) {
            corners.add(format("%.1f %.1f", x(point.x()), y(point.y())));
        }
        if (corners.size() > 1) {
            svg.append(format(
                    "<path class=\"line %s%s\" d=\"M%s\"/>\n",
                    Marks.style(line.color()), line.style() == Style.PALE ? " pale" : "", String.join("L", corners)));
        }
        for (Point point : marked(line)) {
            svg.append(Marks.at(line.color(), x(point.x()), y(point.y()), point.text()))
                    .append('\n');
        }
    }

    /** A plain line has one mark, each colour at another place, for those who don't see colours. */
    private static List<Point> marked(Line line) {
        int size = line.points().size();
        return switch (line.style()) {
            case MARKED -> line.points();
            case PLAIN ->
                size == 0
                        ? List.of()
                        : List.of(
                                line.points().get(size * (2 * (line.color() % Marks.COLORS) + 1) / (2 * Marks.COLORS)));
            case PALE -> List.of();
        };
    }

    /** Whole numbers without a dot. */
    private static String number(double value) {
        return value == Math.rint(value) ? format("%.0f", value) : format("%.1f", value);
    }
}
