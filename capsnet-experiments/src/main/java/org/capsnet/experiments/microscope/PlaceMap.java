// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.Locale;
import org.capsnet.core.routing.Grid;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.Png;
import org.capsnet.experiments.microscope.Look.Picture;

/** An image with what its primary capsules sent drawn on it, summed over the types at each place. */
final class PlaceMap {

    private static final int PIXEL = 10;
    private static final int TOWARDS = 1;
    private static final int AGAINST = 0;
    private static final double DENSEST = 0.85;

    private PlaceMap() {}

    /** The sums over types, row by row. */
    static double[] sums(double[] values, Grid grid) {
        double[] sums = new double[grid.height() * grid.width()];
        for (int i = 0; i < values.length; i++) {
            sums[grid.row(i) * grid.width() + grid.column(i)] += values[i];
        }
        return sums;
    }

    /**
     * An {@code svg} element.
     *
     * @param title for those who don't see it
     * @param sums as of {@link #sums}
     * @param full the amount that is drawn in full colour, greater than 0
     */
    static String svg(String title, Picture picture, double[] sums, Grid grid, ReceptiveFields fields, double full) {
        StringBuilder svg = new StringBuilder(frame(title, picture));
        int strongest = 0;
        double half = ReceptiveFields.STEP / 2.0;
        for (int place = 0; place < sums.length; place++) {
            int row = place / grid.width();
            int column = place % grid.width();
            strongest = sums[place] > sums[strongest] ? place : strongest;
            svg.append(format(
                    "<rect class=\"band c%d\" stroke-width=\"0\" style=\"stroke:none;fill-opacity:%.3f\" x=\"%.1f\""
                            + " y=\"%.1f\" width=\"%d\" height=\"%d\"><title>row %d, column %d: %s</title></rect>\n",
                    sums[place] >= 0 ? TOWARDS : AGAINST,
                    DENSEST * Math.min(1, Math.abs(sums[place]) / full),
                    PIXEL * (fields.middle(column) - half),
                    PIXEL * (fields.middle(row) - half),
                    ReceptiveFields.STEP * PIXEL,
                    ReceptiveFields.STEP * PIXEL,
                    row,
                    column,
                    format("%+.4f", sums[place])));
        }
        return svg
                + format(
                        "<rect class=\"field\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n</svg>\n",
                        PIXEL * fields.from(strongest % grid.width()),
                        PIXEL * fields.from(strongest / grid.width()),
                        PIXEL * fields.size(),
                        PIXEL * fields.size());
    }

    /** The image alone. */
    static String svg(String title, Picture picture) {
        return frame(title, picture) + "</svg>\n";
    }

    private static String frame(String title, Picture picture) {
        return format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n<image class=\"pixels\" width=\"%d\""
                        + " height=\"%d\" href=\"%s\"/>\n",
                PIXEL * picture.width(),
                PIXEL * picture.height(),
                Html.escape(title),
                PIXEL * picture.width(),
                PIXEL * picture.height(),
                Png.dataUri(picture.channels(), picture.height(), picture.width(), picture.pixels()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
