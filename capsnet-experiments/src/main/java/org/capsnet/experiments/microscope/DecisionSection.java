// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.capsnet.experiments.chart.BarChart;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.microscope.Look.Picture;
import org.capsnet.experiments.report.Numbers;

/** What the network takes the image for, and what it says of the other classes. */
final class DecisionSection {

    private static final int RIGHT = 2;

    private final Classes classes;
    private final Picture picture;
    private final LookText text;

    DecisionSection(Look look, LookText text) {
        this.classes = look.classes();
        this.picture = look.picture();
        this.text = text;
    }

    void write() {
        addVerdict();
        addClasses();
    }

    private void addVerdict() {
        double won = classes.activations()[classes.winner()];
        double second = classes.activations()[classes.rival()];
        text.add(
                "<p class=\"verdict\">The network takes image %d for <em>%s</em> (%s %s), which is %s.%s</p>\n",
                picture.number(),
                text.name(classes.winner()),
                measure(),
                Numbers.decimals(won, 3),
                classes.right() ? "right" : "wrong: it shows <em>" + text.name(classes.label()) + "</em>",
                classes.winner() == classes.rival()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %s has %s, %s less.",
                                (classes.right() ? "The next, <em>" : "<em>")
                                        + text.name(classes.rival())
                                        + (classes.right() ? "</em>," : "</em>"),
                                Numbers.decimals(second, 3),
                                Numbers.decimals(won - second, 3)));
    }

    private String measure() {
        return classes.lengths() ? "length" : "activation";
    }

    private void addClasses() {
        text.section(
                "What the class capsules say",
                "Each class has a capsule, and its " + measure()
                        + " says how surely its class is there: 0 not at all, 1" + " for certain.",
                "The " + (classes.lengths() ? "longest capsule" : "most active capsule")
                        + " decides; what follows asks where its " + measure() + " comes from.");
        List<BarChart.Bar> bars = IntStream.range(0, classes.names().size())
                .mapToObj(k -> new BarChart.Bar(
                        classes.names().get(k) + (k == classes.label() ? " ✓" : ""),
                        classes.activations()[k],
                        k == classes.winner() ? LookText.WINNER : k == classes.label() ? RIGHT : LookText.OTHER,
                        Numbers.decimals(classes.activations()[k], 3)))
                .toList();
        text.add("<div class=\"row\">\n");
        text.figure("Image " + picture.number(), "", PlaceMap.svg("The image", picture));
        text.figure(
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
        text.add("</div>\n");
    }
}
