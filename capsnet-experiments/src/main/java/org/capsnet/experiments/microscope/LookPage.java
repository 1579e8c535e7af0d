// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.capsnet.core.diagnosis.LengthFigures;
import org.capsnet.core.routing.Grid;
import org.capsnet.experiments.chart.BarChart;
import org.capsnet.experiments.chart.HistogramChart;
import org.capsnet.experiments.chart.ScatterChart;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.HtmlPage;
import org.capsnet.experiments.markup.Png;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.microscope.Look.Drawings;
import org.capsnet.experiments.microscope.Look.Evidence;
import org.capsnet.experiments.microscope.Look.Layer;
import org.capsnet.experiments.microscope.Look.Path;
import org.capsnet.experiments.microscope.Look.Picture;
import org.capsnet.experiments.report.Numbers;

/** A look as a page for a browser: one file that loads nothing. */
public final class LookPage {

    private static final int WINNER = 0;
    private static final int RIGHT = 2;
    private static final int OTHER = 6;
    private static final int TOWARDS = 1;
    private static final int AGAINST = 0;
    private static final int LISTED = 10;
    private static final int TICKS = 6;
    private static final double SMALLEST_DOT = 1.5;
    private static final double LARGEST_DOT = 9;
    /** Below, the routing weighs votes by something that isn't in the couplings. */
    private static final double ALIGNED = 0.999;

    private final Look look;
    private final String command;
    private final Classes classes;
    private final Picture picture;
    private final ReceptiveFields fields;
    private final StringBuilder page = new StringBuilder();

    private LookPage(Look look, String command) {
        this.look = look;
        this.command = command;
        this.classes = look.classes();
        this.picture = look.picture();
        this.fields = ReceptiveFields.of(look.run().cell().configuration().network());
    }

    /**
     * The page.
     *
     * @param command that makes it
     */
    public static String text(Look look, String command) {
        return new LookPage(look, command).build();
    }

    private String build() {
        addVerdict();
        addClasses();
        addPlaces();
        addCapsules();
        addCouplings();
        addVotes();
        addDrawings();
        addLengths();
        addOrigin();
        return HtmlPage.of(
                "Image " + picture.number() + ": why " + classes.name(classes.winner()) + "?", page.toString());
    }

    // ---------------------------------------------------------------------------------------------- the decision

    private void addVerdict() {
        double won = classes.activations()[classes.winner()];
        double second = classes.activations()[classes.rival()];
        add(
                "<p class=\"verdict\">The network takes image %d for <em>%s</em> (%s %s), which is %s.%s</p>\n",
                picture.number(),
                name(classes.winner()),
                measure(),
                Numbers.decimals(won, 3),
                classes.right() ? "right" : "wrong: it shows <em>" + name(classes.label()) + "</em>",
                classes.winner() == classes.rival()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %s has %s, %s less.",
                                (classes.right() ? "The next, <em>" : "<em>")
                                        + name(classes.rival())
                                        + (classes.right() ? "</em>," : "</em>"),
                                Numbers.decimals(second, 3),
                                Numbers.decimals(won - second, 3)));
    }

    private String measure() {
        return classes.lengths() ? "length" : "activation";
    }

    private void addClasses() {
        section(
                "What the class capsules say",
                "Each class has a capsule, and its " + measure()
                        + " says how surely its class is there: 0 not at all, 1" + " for certain.",
                "The " + (classes.lengths() ? "longest capsule" : "most active capsule")
                        + " decides; what follows asks where its " + measure() + " comes from.");
        List<BarChart.Bar> bars = IntStream.range(0, classes.names().size())
                .mapToObj(k -> new BarChart.Bar(
                        classes.names().get(k) + (k == classes.label() ? " ✓" : ""),
                        classes.activations()[k],
                        k == classes.winner() ? WINNER : k == classes.label() ? RIGHT : OTHER,
                        Numbers.decimals(classes.activations()[k], 3)))
                .toList();
        add("<div class=\"row\">\n");
        figure("Image " + picture.number(), "", PlaceMap.svg("The image", picture));
        figure(
                "The " + measure() + " of each class capsule; ✓ is the right class",
                "broad",
                new BarChart(
                                "classes",
                                "The " + measure() + " of each class capsule",
                                "The winner is " + classes.name(classes.winner()) + ".",
                                measure() + " of the capsule",
                                new Ticks(0, 1, 0.2, false),
                                bars)
                        .svg());
        add("</div>\n");
    }

    // ---------------------------------------------------------------------------------------------- where from

    private void addPlaces() {
        Path bottom =
                look.paths().isEmpty() ? null : look.paths().get(look.paths().size() - 1);
        if (bottom == null || bottom.grid().isEmpty()) {
            section(
                    "Where in the image it comes from",
                    "The routing of a layer has no votes, so that nothing can be traced down to the image.",
                    "");
            return;
        }
        Grid grid = bottom.grid().get();
        double[] winner = PlaceMap.sums(bottom.winner(), grid);
        double[] rival = PlaceMap.sums(bottom.rival(), grid);
        double full = Math.max(Shares.most(winner, rival), 1e-12);
        section(
                "Where in the image it comes from",
                "Each square is a place of the " + grid.height() + "×" + grid.width()
                        + " primary capsules' grid, drawn in"
                        + " the middle of the " + fields.size() + "×" + fields.size() + " pixels that its capsules see;"
                        + " orange places sent votes along the class capsule's direction, blue ones against it.",
                "The stronger the colour, the more: the strongest is "
                        + Shares.percent(winner[Shares.largest(winner, 1).get(0)]
                                / Math.max(Shares.amounts(bottom.winner()), 1e-12))
                        + " of all that speaks for or"
                        + " against " + name(classes.winner())
                        + ", from the dashed field. The last"
                        + " picture shows what decides between the two.");
        add("<div class=\"row\">\n");
        figure(
                "Towards " + classes.name(classes.winner()) + ", which won",
                "",
                PlaceMap.svg("Evidence for the winner", picture, winner, grid, fields, full));
        if (classes.rival() != classes.winner()) {
            figure(
                    "Towards " + classes.name(classes.rival()) + (classes.right() ? ", the next" : ", the right one"),
                    "",
                    PlaceMap.svg("Evidence for the rival", picture, rival, grid, fields, full));
            double[] difference = IntStream.range(0, winner.length)
                    .mapToDouble(k -> winner[k] - rival[k])
                    .toArray();
            figure(
                    classes.name(classes.winner()) + " less " + classes.name(classes.rival()),
                    "",
                    PlaceMap.svg("Winner less rival", picture, difference, grid, fields, full));
        }
        add("</div>\n");
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
        section(
                "Which capsules sent it",
                "What a capsule contributes is " + rule + "; " + evidence(evidence) + ".",
                "The list has the largest of "
                        + Numbers.count(look.paths().get(0).layer().capsules()) + ": "
                        + Shares.half(look.paths().get(0).winner())
                        + " of them make half of all that speaks for the winner. A share is a contribution by the sum of"
                        + " all amounts.");
        for (int k = 0; k < look.paths().size(); k++) {
            if (k > 0) {
                add(
                        "<p>Further down each capsule passes what it contributed on to those below it, in proportion to what they"
                                + " contributed to it.</p>\n");
            }
            addTable(look.paths().get(k), k == 0);
        }
    }

    private String evidence(Evidence evidence) {
        String sums = "together they are " + Numbers.decimals(Shares.sum(evidence.winner()), 3) + " for "
                + name(classes.winner()) + " and " + Numbers.decimals(Shares.sum(evidence.rival()), 3) + " for "
                + name(classes.rival());
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
        add(
                "<div class=\"wide\">\n<table>\n<caption>Layer %s, %s capsules of dimension %d</caption>\n<thead><tr>",
                escape(layer.name()), Numbers.count(layer.capsules()), layer.dimensions());
        header("Capsule", false);
        if (placed) {
            header("Sees", false);
            header("Type", true);
            header("Row, column", true);
        }
        header(layer.lengths() ? "Length" : "Activation", true);
        if (coupled) {
            header("First coupling", true);
            header("Last coupling", true);
        }
        header("Contribution", true);
        header("Share", true);
        header("To " + classes.name(classes.rival()), true);
        add("</tr></thead>\n<tbody>\n");
        for (int capsule : Shares.largest(path.winner(), LISTED)) {
            add("<tr><th scope=\"row\">%d</th>", capsule);
            if (placed) {
                Grid grid = path.grid().get();
                add("<td>%s</td>", patch(grid.row(capsule), grid.column(capsule)));
                cell(String.valueOf(grid.type(capsule)));
                cell(grid.row(capsule) + ", " + grid.column(capsule));
            }
            cell(Numbers.decimals(layer.activations()[capsule], 3));
            if (coupled) {
                cell(Numbers.decimals(look.couplings().get(0)[capsule], 3));
                cell(Numbers.decimals(look.couplings().get(look.couplings().size() - 1)[capsule], 3));
            }
            cell(Numbers.decimals(path.winner()[capsule], 4));
            cell(Shares.percent(path.winner()[capsule] / Shares.amounts(path.winner())));
            cell(Numbers.decimals(path.rival()[capsule], 4));
            add("</tr>\n");
        }
        add("</tbody>\n</table>\n</div>\n");
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
        return image(picture.channels(), size, size, pixels, 34, "What the capsule sees");
    }

    // ---------------------------------------------------------------------------------------------- how

    private void addCouplings() {
        if (look.couplings().isEmpty()) {
            section(
                    "Couplings",
                    "This routing has no couplings: each capsule sends its whole vote to every class, so there is nothing"
                            + " that iterations could sharpen.",
                    "What decides is how votes agree, below.");
            return;
        }
        String name = name(classes.winner());
        double[] first = look.couplings().get(0);
        double[] last = look.couplings().get(look.couplings().size() - 1);
        section(
                "Couplings to " + name + ", iteration by iteration",
                "A coupling says which part of its vote a capsule sends to " + name
                        + (look.equalCoupling().isPresent()
                                ? "; dashed is 1/" + classes.names().size() + ", what each class would get of a capsule"
                                        + " that is undecided."
                                : "; this routing doesn't make them sum to 1."),
                "Capsules that move to the right have found that their vote agrees with " + name
                        + ", those that move to"
                        + " the left agree with another class: the mean goes from "
                        + Numbers.decimals(mean(first), 3) + " to " + Numbers.decimals(mean(last), 3)
                        + ", the largest from "
                        + Numbers.decimals(Arrays.stream(first).max().orElse(0), 3) + " to "
                        + Numbers.decimals(Arrays.stream(last).max().orElse(0), 3) + ".");
        List<HistogramChart.Panel> panels = new ArrayList<>();
        for (int t = 0; t < look.couplings().size(); t++) {
            panels.add(new HistogramChart.Panel(
                    look.couplings().size() == 1 ? "" : "Iteration " + (t + 1),
                    WINNER,
                    look.couplings().get(t)));
        }
        double[] all = look.couplings().stream().flatMapToDouble(Arrays::stream).toArray();
        double equal = look.equalCoupling().orElse(all[0]);
        double low = Math.min(equal, Arrays.stream(all).min().orElse(0));
        double high = Math.max(equal, Arrays.stream(all).max().orElse(1));
        add(
                "%s",
                HtmlPage.figure(
                        "Capsules of the layer below by their coupling",
                        new HistogramChart(
                                        "couplings",
                                        "Couplings to the winner by iteration",
                                        "How many capsules have which coupling.",
                                        "coupling to " + classes.name(classes.winner()),
                                        "capsules",
                                        Ticks.around(low, high > low ? high : low + 0.1, 2),
                                        look.equalCoupling(),
                                        panels)
                                .svg()));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private void addVotes() {
        if (look.evidence().isEmpty()) {
            return;
        }
        Evidence evidence = look.evidence().get();
        VotePlane plane = evidence.votes();
        String name = classes.name(classes.winner());
        long towards = Arrays.stream(plane.along()).filter(value -> value > 0).count();
        section(
                "The votes for " + escape(name),
                "Each dot is the vote of a capsule below, seen from the side: to the right it points as the capsule "
                        + escape(name)
                        + " does, which is the only part that lengthens it; up and down is the direction in"
                        + " which votes differ most besides.",
                Numbers.count(towards) + " of " + Numbers.count(plane.along().length)
                        + " votes point to the right of the dashed line; the larger a dot, the more it contributed"
                        + " (orange for, blue against). The plane shows "
                        + Numbers.percent(plane.seen()) + " of the votes' squared lengths.");
        double most = Math.max(Shares.most(evidence.winner()), 1e-12);
        List<ScatterChart.Dot> dots = IntStream.range(0, plane.along().length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(evidence.winner()[i])))
                .map(i -> new ScatterChart.Dot(
                        plane.along()[i],
                        plane.across()[i],
                        SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * Math.sqrt(Math.abs(evidence.winner()[i]) / most),
                        evidence.winner()[i] >= 0 ? TOWARDS : AGAINST,
                        String.format(Locale.ROOT, "capsule %d: %.4g", i, evidence.winner()[i])))
                .toList();
        Ticks x = around(plane.along());
        add(
                "%s",
                HtmlPage.figure(
                        "The votes of all capsules below, in the direction of the capsule and across",
                        new ScatterChart(
                                        "votes",
                                        "The votes for the winner",
                                        "Along the winner and across it.",
                                        "along the capsule",
                                        "across it",
                                        x,
                                        around(plane.across()),
                                        dots,
                                        OptionalDouble.of(x.high()),
                                        "v, the capsule " + name)
                                .svg()));
    }

    private static Ticks around(double[] values) {
        return Ticks.around(
                Math.min(0, Arrays.stream(values).min().orElse(0)),
                Math.max(0, Arrays.stream(values).max().orElse(0)),
                TICKS);
    }

    // ---------------------------------------------------------------------------------------------- what it holds

    private void addDrawings() {
        if (look.drawings().isEmpty()) {
            section(
                    "What the pose holds",
                    "This network has no decoder, so that nobody can see what its poses stand for.",
                    "With network.reconstruction: true in the experiment file the next run learns one, and this page"
                            + " shows what each dimension does.");
            return;
        }
        Drawings drawings = look.drawings().get();
        String name = name(classes.winner());
        section(
                "What the pose holds",
                "A decoder, trained beside the classes, draws the image from the numbers of one capsule alone: from "
                        + name + " with a squared error of " + Numbers.decimals(drawings.error(), 1)
                        + ", and, for comparison, from " + name(classes.rival()) + ".",
                "In the sheet one number of the pose at a time is moved and all others stay: what changes along a row is"
                        + " what the dimension stands for, such as width or brightness. Rows that change most come first.");
        add("<div class=\"row\">\n");
        figure("The image", "", PlaceMap.svg("The image", picture));
        figure("Drawn from " + classes.name(classes.winner()), "", drawing(drawings.winner()));
        if (classes.rival() != classes.winner()) {
            figure("Drawn from " + classes.name(classes.rival()), "", drawing(drawings.rival()));
        }
        add(
                "</div>\n<div class=\"wide\">\n<table class=\"sheet\">\n<caption>%s</caption>\n<thead><tr><th>Dimension</th>",
                "One dimension of the pose moved, from left to right");
        drawings.moves()
                .forEach(move -> add(
                        "<th scope=\"col\">%s</th>",
                        String.format(Locale.ROOT, "%+.2f", move)
                                .replace('-', '−')
                                .replace("+0.00", "0")));
        add("</tr></thead>\n<tbody>\n");
        for (int dimension : byChange(drawings)) {
            add("<tr><th scope=\"row\">%d</th>", dimension);
            drawings.moved()
                    .get(dimension)
                    .forEach(pixels -> add(
                            "<td>%s</td>",
                            image(
                                    picture.channels(),
                                    picture.height(),
                                    picture.width(),
                                    pixels,
                                    2 * picture.width(),
                                    "")));
            add("</tr>\n");
        }
        add("</tbody>\n</table>\n</div>\n");
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

    // ---------------------------------------------------------------------------------------------- the rest

    private void addLengths() {
        section(
                "How long capsules are, layer by layer",
                "A capsule that is short has found nothing in this image, a long one is sure of what it found; the sums of"
                        + " votes above weigh accordingly.",
                look.layers().stream()
                        .map(layer -> String.format(
                                Locale.ROOT,
                                "Of the %s capsules of %s %,d are shorter than %s and %,d longer than %s",
                                Numbers.count(layer.capsules()),
                                escape(layer.name()),
                                layer.dead(),
                                LengthFigures.DEAD,
                                layer.saturated(),
                                LengthFigures.SATURATED))
                        .collect(Collectors.joining(". ", "", ".")));
        List<HistogramChart.Panel> panels = look.layers().stream()
                .map(layer -> new HistogramChart.Panel(
                        layer.name() + (layer.lengths() ? "" : ", activations"), OTHER, layer.activations()))
                .toList();
        add(
                "%s",
                HtmlPage.figure(
                        "Capsules of each layer by their length",
                        new HistogramChart(
                                        "lengths",
                                        "Lengths of capsules by layer",
                                        "How many capsules are how long.",
                                        "length",
                                        "capsules",
                                        new Ticks(0, 1, 0.2, false),
                                        OptionalDouble.empty(),
                                        panels)
                                .svg()));
    }

    private void addOrigin() {
        RunConfiguration configuration = look.run().cell().configuration();
        add("<h2>How to get this page again</h2>\n<dl>\n");
        entry("Command", command);
        entry("Run", look.run().cell().id() + ", " + look.run().cell().name() + ", seed " + configuration.seed());
        entry(
                "Routing",
                configuration.routing().name() + " " + configuration.routing().options());
        entry(
                "Network",
                configuration
                        .network()
                        .fitting(configuration.routing().routing())
                        .summary());
        entry(
                "Image",
                picture.number() + " of " + Numbers.count(configuration.data().testImages()) + " test images of "
                        + configuration.data().set() + ", counted from 0");
        add("</dl>\n");
    }

    private void entry(String term, String text) {
        add("<dt>%s</dt><dd>%s</dd>\n", term, escape(text));
    }

    /** Both texts are markup. */
    private void section(String heading, String what, String how) {
        add("<h2>%s</h2>\n<p>%s</p>\n", heading, (what + " " + how).strip());
    }

    private void figure(String caption, String style, String svg) {
        add(
                "<figure%s>\n<figcaption>%s</figcaption>\n%s</figure>\n",
                style.isEmpty() ? "" : " class=\"" + style + "\"", escape(caption), svg);
    }

    private void header(String text, boolean number) {
        add("<th scope=\"col\"%s>%s</th>", number ? " class=\"number\"" : "", escape(text));
    }

    private void cell(String text) {
        add("<td class=\"number\">%s</td>", escape(text));
    }

    private static String image(int channels, int height, int width, double[] pixels, int shown, String text) {
        return String.format(
                Locale.ROOT,
                "<img class=\"pixels\" width=\"%d\" height=\"%d\" alt=\"%s\" src=\"%s\"/>",
                shown,
                shown * height / width,
                text,
                Png.dataUri(channels, height, width, pixels));
    }

    private String name(int number) {
        return escape(classes.name(number));
    }

    private void add(String pattern, Object... values) {
        page.append(values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values));
    }

    private static String escape(String text) {
        return Html.escape(text);
    }
}
