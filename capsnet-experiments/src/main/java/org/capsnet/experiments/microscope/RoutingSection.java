// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.capsnet.experiments.chart.HistogramChart;
import org.capsnet.experiments.chart.ScatterChart;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.HtmlPage;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.microscope.Look.Evidence;
import org.capsnet.experiments.report.Numbers;

/** How the routing came to its decision: couplings by iteration, and the votes. */
final class RoutingSection {

    private static final int TOWARDS = 1;
    private static final int AGAINST = 0;
    private static final int TICKS = 6;
    private static final double SMALLEST_DOT = 1.5;
    private static final double LARGEST_DOT = 9;

    private final Look look;
    private final Classes classes;
    private final LookText text;

    RoutingSection(Look look, LookText text) {
        this.look = look;
        this.classes = look.classes();
        this.text = text;
    }

    void write() {
        addCouplings();
        addVotes();
    }

    private void addCouplings() {
        if (look.couplings().isEmpty()) {
            text.section(
                    "Couplings",
                    "This routing has no couplings: each capsule sends its whole vote to every class, so there is nothing"
                            + " that iterations could sharpen.",
                    "What decides is how votes agree, below.");
            return;
        }
        String name = text.name(classes.winner());
        double[] first = look.couplings().get(0);
        double[] last = look.couplings().get(look.couplings().size() - 1);
        text.section(
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
                    LookText.WINNER,
                    look.couplings().get(t)));
        }
        double[] all = look.couplings().stream().flatMapToDouble(Arrays::stream).toArray();
        double equal = look.equalCoupling().orElse(all[0]);
        double low = Math.min(equal, Arrays.stream(all).min().orElse(0));
        double high = Math.max(equal, Arrays.stream(all).max().orElse(1));
        text.add(
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
        text.section(
                "The votes for " + Html.escape(name),
                "Each dot is the vote of a capsule below, seen from the side: to the right it points as the capsule "
                        + Html.escape(name)
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
        text.add(
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
}
