// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.Locale;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.Png;
import org.capsnet.experiments.microscope.Look.Classes;

/** The markup of a look, written piece by piece. */
final class LookText {

    /** The colour of what is of the winner. */
    static final int WINNER = 0;

    /** The colour of what is of no class in particular. */
    static final int OTHER = 6;

    private final Classes classes;
    private final StringBuilder markup = new StringBuilder();

    LookText(Classes classes) {
        this.classes = classes;
    }

    /** What was written so far. */
    String markup() {
        return markup.toString();
    }

    /** The name of a class, as markup. */
    String name(int number) {
        return Html.escape(classes.name(number));
    }

    /** The pattern and its values are markup. */
    void add(String pattern, Object... values) {
        markup.append(values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values));
    }

    /** Both texts are markup. */
    void section(String heading, String what, String how) {
        add("<h2>%s</h2>\n<p>%s</p>\n", heading, (what + " " + how).strip());
    }

    void figure(String caption, String style, String svg) {
        add(
                "<figure%s>\n<figcaption>%s</figcaption>\n%s</figure>\n",
                style.isEmpty() ? "" : " class=\"" + style + "\"", Html.escape(caption), svg);
    }

    void header(String text, boolean number) {
        add("<th scope=\"col\"%s>%s</th>", number ? " class=\"number\"" : "", Html.escape(text));
    }

    void cell(String text) {
        add("<td class=\"number\">%s</td>", Html.escape(text));
    }

    static String image(int channels, int height, int width, double[] pixels, int shown, String text) {
        return String.format(
                Locale.ROOT,
                "<img class=\"pixels\" width=\"%d\" height=\"%d\" alt=\"%s\" src=\"%s\"/>",
                shown,
                shown * height / width,
                text,
                Png.dataUri(channels, height, width, pixels));
    }
}
