// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.stream.IntStream;
import org.capsnet.core.routing.Grid;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.microscope.Look.Evidence;
import org.capsnet.experiments.microscope.Look.Layer;
import org.capsnet.experiments.microscope.Look.Path;
import org.capsnet.experiments.microscope.Look.Picture;
import org.capsnet.experiments.report.Numbers;

/** Where the winner comes from: places of the image, and capsules of each layer. */
final class EvidenceSection {

    private static final int LISTED = 10;

    /** Below, the routing weighs votes by something that isn't in the couplings. */
    private static final double ALIGNED = 0.999;

    private final Look look;
    private final Classes classes;
    private final Picture picture;
    private final ReceptiveFields fields;
    private final LookText text;

    EvidenceSection(Look look, LookText text) {
        this.look = look;
        this.classes = look.classes();
        this.picture = look.picture();
        this.fields = ReceptiveFields.of(look.run().cell().configuration().network());
        this.text = text;
    }

    void write() {
        addPlaces();
        addCapsules();
    }

    private void addPlaces() {
        Path bottom =
                look.paths().isEmpty() ? null : look.paths().get(look.paths().size() - 1);
        if (bottom == null || bottom.grid().isEmpty()) {
            text.section(
                    "Where in the image it comes from",
                    "The routing of a layer has no votes, so that nothing can be traced down to the image.",
                    "");
            return;
        }
        Grid grid = bottom.grid().get();
        double[] winner = PlaceMap.sums(bottom.winner(), grid);
        double[] rival = PlaceMap.sums(bottom.rival(), grid);
        double full = Math.max(Shares.most(winner, rival), 1e-12);
        text.section(
                "Where in the image it comes from",
                "Each square is a place of the " + grid.height() + "×" + grid.width()
                        + " primary capsules' grid, drawn in"
                        + " the middle of the " + fields.size() + "×" + fields.size() + " pixels that its capsules see;"
                        + " orange places sent votes along the class capsule's direction, blue ones against it.",
                "The stronger the colour, the more: the strongest is "
                        + Shares.percent(winner[Shares.largest(winner, 1).get(0)]
                                / Math.max(Shares.amounts(bottom.winner()), 1e-12))
                        + " of all that speaks for or"
                        + " against " + text.name(classes.winner())
                        + ", from the dashed field. The last"
                        + " picture shows what decides between the two.");
        text.add("<div class=\"row\">\n");
        text.figure(
                "Towards " + classes.name(classes.winner()) + ", which won",
                "",
                PlaceMap.svg("Evidence for the winner", picture, winner, grid, fields, full));
        if (classes.rival() != classes.winner()) {
            text.figure(
                    "Towards " + classes.name(classes.rival()) + (classes.right() ? ", the next" : ", the right one"),
                    "",
                    PlaceMap.svg("Evidence for the rival", picture, rival, grid, fields, full));
            double[] difference = IntStream.range(0, winner.length)
                    .mapToDouble(k -> winner[k] - rival[k])
                    .toArray();
            text.figure(
                    classes.name(classes.winner()) + " less " + classes.name(classes.rival()),
                    "",
                    PlaceMap.svg("Winner less rival", picture, difference, grid, fields, full));
        }
        text.add("</div>\n");
    }

    private void addCapsules() {
        if (look.paths().isEmpty() || look.evidence().isEmpty()) {
            return;
        }
        Evidence evidence = look.evidence().get();
        String rule = look.couplings().isEmpty()
                ? "û·v / |v|, the part of its vote that lies along the winner: this routing has no couplings, and takes"
                        + " every vote as it is"
                : "c û·v / |v|, its coupling times the part of its vote that lies along the winner";
        text.section(
                "Which capsules sent it",
                "What a capsule contributes is " + rule + "; " + evidence(evidence) + ".",
                "The list has the largest of "
                        + Numbers.count(look.paths().get(0).layer().capsules()) + ": "
                        + Shares.half(look.paths().get(0).winner())
                        + " of them make half of all that speaks for the winner. A share is a contribution by the sum of"
                        + " all amounts.");
        for (int k = 0; k < look.paths().size(); k++) {
            Path path = look.paths().get(k);
            if (k > 0) {
                text.add(
                        "<p>Further down each capsule passes what it contributed on to those below it, in proportion to what they"
                                + " contributed to it.</p>\n");
            }
            if (path.skip()) {
                text.add(
                        "<p>Half of each capsule above is the capsule of the same number here (network.skip), which takes"
                                + " its part of it before the votes do.</p>\n");
            }
            addTable(path, k == 0);
        }
    }

    private String evidence(Evidence evidence) {
        String sums = "together they are " + Numbers.decimals(Shares.sum(evidence.winner()), 3) + " for "
                + text.name(classes.winner()) + " and " + Numbers.decimals(Shares.sum(evidence.rival()), 3) + " for "
                + text.name(classes.rival());
        return evidence.alignment() >= ALIGNED
                ? sums + ", and their sum points as the capsule does (cosine "
                        + Numbers.decimals(evidence.alignment(), 3) + "), so nothing is missing but a factor"
                        + " that all votes get alike"
                : sums + ", but their sum doesn't point as the capsule does (cosine "
                        + Numbers.decimals(evidence.alignment(), 3)
                        + "): this routing weighs votes by more than that, and the account is a rough one";
    }

    private void addTable(Path path, boolean last) {
        boolean placed = path.grid().isPresent();
        boolean coupled = last && !look.couplings().isEmpty();
        Layer layer = path.layer();
        text.add(
                "<div class=\"wide\">\n<table>\n<caption>Layer %s, %s capsules of dimension %d</caption>\n<thead><tr>",
                Html.escape(layer.name()), Numbers.count(layer.capsules()), layer.dimensions());
        text.header("Capsule", false);
        if (placed) {
            text.header("Sees", false);
            text.header("Type", true);
            text.header("Row, column", true);
        }
        text.header(layer.lengths() ? "Length" : "Activation", true);
        if (coupled) {
            text.header("First coupling", true);
            text.header("Last coupling", true);
        }
        text.header("Contribution", true);
        text.header("Share", true);
        text.header("To " + classes.name(classes.rival()), true);
        text.add("</tr></thead>\n<tbody>\n");
        for (int capsule : Shares.largest(path.winner(), LISTED)) {
            text.add("<tr><th scope=\"row\">%d</th>", capsule);
            if (placed) {
                Grid grid = path.grid().get();
                text.add("<td>%s</td>", patch(grid.row(capsule), grid.column(capsule)));
                text.cell(String.valueOf(grid.type(capsule)));
                text.cell(grid.row(capsule) + ", " + grid.column(capsule));
            }
            text.cell(Numbers.decimals(layer.activations()[capsule], 3));
            if (coupled) {
                text.cell(Numbers.decimals(look.couplings().get(0)[capsule], 3));
                text.cell(Numbers.decimals(look.couplings().get(look.couplings().size() - 1)[capsule], 3));
            }
            text.cell(Numbers.decimals(path.winner()[capsule], 4));
            text.cell(Shares.percent(path.winner()[capsule] / Shares.amounts(path.winner())));
            text.cell(Numbers.decimals(path.rival()[capsule], 4));
            text.add("</tr>\n");
        }
        text.add("</tbody>\n</table>\n</div>\n");
    }

    /** What a capsule sees. */
    private String patch(int row, int column) {
        int size = fields.size();
        double[] pixels = new double[picture.channels() * size * size];
        for (int k = 0; k < pixels.length; k++) {
            int y = fields.from(row) + k / size % size;
            int x = fields.from(column) + k % size;
            int channel = k / (size * size);
            pixels[k] = picture.pixels()[(channel * picture.height() + y) * picture.width() + x];
        }
        return LookText.image(picture.channels(), size, size, pixels, 34, "What the capsule sees");
    }
}
