// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import java.util.Locale;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.StyleSheet;

/** Elements of SVG that all charts have. */
public final class Svg {

    /** In every file of {@link #document}, near its start. */
    public static final String SIGNATURE = "<!-- made by capsnet report -->";

    private Svg() {}

    /** Puts a picture, with its title and description for those who don't see it, into an {@code svg} element. */
    static String element(String id, int width, int height, String title, String description, String content) {
        return format(
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-description\">\n",
                        width, height, id, id)
                + format("<title id=\"%s-title\">%s</title>\n", id, Html.escape(title))
                + format("<desc id=\"%s-description\">%s</desc>\n", id, Html.escape(description))
                + content
                + "</svg>\n";
    }

    /** A text, with a class of the style sheet. */
    static String text(String style, double x, double y, String anchor, String text) {
        return format(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                style, x, y, anchor, Html.escape(text));
    }

    /** An element of a chart as a file of its own, with the colours of a light page. */
    public static String document(String element) {
        String content = element.substring(element.indexOf(">") + 1);
        String size = element.replaceFirst("(?s)^<svg viewBox=\"0 0 (\\d+) (\\d+)\".*", "$1 $2");
        String[] sides = size.split(" ");
        return SIGNATURE + "\n"
                + format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\"%s>\n",
                        sides[0], sides[1], element.substring("<svg".length(), element.indexOf(">")))
                + "<style>\ntext { font-family: sans-serif; }\n" + StyleSheet.ofChart() + "</style>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
                + content;
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
