// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import java.util.List;
import org.capsnet.experiments.markup.Html;

/** What tells lines and points from each other: colours of the style sheet, and shapes for those who don't see colours. */
final class Marks {

    /** The number of colours in the style sheet; further lines start again, dashed. */
    static final int COLORS = 7;

    /** A disc, a square, a triangle and a diamond, as paths around the point where they begin. */
    private static final List<String> SHAPES = List.of(
            "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
            "m-4-4h8v8h-8z",
            "m0-5.4l5 8.8h-10z",
            "m0-5.8l5.8 5.8l-5.8 5.8l-5.8-5.8z");

    private Marks() {}

    /**
     * A mark at a point.
     *
     * @param text shown where the mouse rests; none if empty
     */
    static String at(int color, double x, double y, String text) {
        String path = Svg.format(
                "<path class=\"point %s\" d=\"M%.1f %.1f%s\"", style(color), x, y, SHAPES.get(color % SHAPES.size()));
        return text.isEmpty() ? path + "/>" : path + "><title>" + Html.escape(text) + "</title></path>";
    }

    /** A piece of line with a mark on it, 26 wide, from a point to the right. */
    static String sample(int color, double x, double y) {
        return Svg.format("<path class=\"line %s\" d=\"M%.1f %.1fh26\"/>", style(color), x, y)
                + at(color, x + 13, y, "");
    }

    static String style(int color) {
        return "c" + color % COLORS + (color / COLORS % 2 == 1 ? " dashed" : "");
    }
}
