// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.microscope.Look.Drawings;
import org.capsnet.experiments.microscope.Look.Picture;
import org.capsnet.experiments.report.Numbers;

/** What the dimensions of the winner's pose stand for, as a decoder draws them. */
final class PoseSection {

    private final Look look;
    private final Classes classes;
    private final Picture picture;
    private final LookText text;

    PoseSection(Look look, LookText text) {
        this.look = look;
        this.classes = look.classes();
        this.picture = look.picture();
        this.text = text;
    }

    void write() {
        if (look.drawings().isEmpty()) {
            text.section(
                    "What the pose holds",
                    "This network has no decoder, so that nobody can see what its poses stand for.",
                    "With network.reconstruction: true in the experiment file the next run learns one, and this page"
                            + " shows what each dimension does.");
            return;
        }
        Drawings drawings = look.drawings().get();
        String name = text.name(classes.winner());
        text.section(
                "What the pose holds",
                "A decoder, trained beside the classes, draws the image from the numbers of one capsule alone: from "
                        + name + " with a squared error of " + Numbers.decimals(drawings.error(), 1)
                        + ", and, for comparison, from " + text.name(classes.rival()) + ".",
                "In the sheet one number of the pose at a time is moved and all others stay: what changes along a row is"
                        + " what the dimension stands for, such as width or brightness. Rows that change most come first.");
        text.add("<div class=\"row\">\n");
        text.figure("The image", "", PlaceMap.svg("The image", picture));
        text.figure("Drawn from " + classes.name(classes.winner()), "", drawing(drawings.winner()));
        if (classes.rival() != classes.winner()) {
            text.figure("Drawn from " + classes.name(classes.rival()), "", drawing(drawings.rival()));
        }
        text.add(
                "</div>\n<div class=\"wide\">\n<table class=\"sheet\">\n<caption>%s</caption>\n<thead><tr><th>Dimension</th>",
                "One dimension of the pose moved, from left to right");
        drawings.moves()
                .forEach(move -> text.add(
                        "<th scope=\"col\">%s</th>",
                        String.format(Locale.ROOT, "%+.2f", move)
                                .replace('-', '−')
                                .replace("+0.00", "0")));
        text.add("</tr></thead>\n<tbody>\n");
        for (int dimension : byChange(drawings)) {
            text.add("<tr><th scope=\"row\">%d</th>", dimension);
            drawings.moved()
                    .get(dimension)
                    .forEach(pixels -> text.add(
                            "<td>%s</td>",
                            LookText.image(
                                    picture.channels(),
                                    picture.height(),
                                    picture.width(),
                                    pixels,
                                    2 * picture.width(),
                                    "")));
            text.add("</tr>\n");
        }
        text.add("</tbody>\n</table>\n</div>\n");
    }

    private static List<Integer> byChange(Drawings drawings) {
        double[] changes = drawings.moved().stream()
                .mapToDouble(row -> {
                    double[] first = row.get(0);
                    double[] last = row.get(row.size() - 1);
                    return IntStream.range(0, first.length)
                            .mapToDouble(k -> (last[k] - first[k]) * (last[k] - first[k]))
                            .sum();
                })
                .toArray();
        return Shares.largest(changes, changes.length);
    }

    private String drawing(double[] pixels) {
        return PlaceMap.svg(
                "A drawing",
                new Picture(picture.number(), picture.channels(), picture.height(), picture.width(), pixels));
    }
}
