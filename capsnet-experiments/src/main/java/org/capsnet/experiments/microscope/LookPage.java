// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.capsnet.core.diagnosis.LengthFigures;
import org.capsnet.experiments.chart.HistogramChart;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.HtmlPage;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.report.Numbers;

/** A look as a page for a browser: one file that loads nothing. */
public final class LookPage {

    private final Look look;
    private final String command;
    private final LookText text;

    private LookPage(Look look, String command) {
        this.look = look;
        this.command = command;
        this.text = new LookText(look.classes());
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
        new DecisionSection(look, text).write();
        new EvidenceSection(look, text).write();
        new RoutingSection(look, text).write();
        new PoseSection(look, text).write();
        addLengths();
        addOrigin();
        Classes classes = look.classes();
        return HtmlPage.of(
                "Image " + look.picture().number() + ": why " + classes.name(classes.winner()) + "?", text.markup());
    }

    private void addLengths() {
        text.section(
                "How long capsules are, layer by layer",
                "A capsule that is short has found nothing in this image, a long one is sure of what it found; the sums of"
                        + " votes above weigh accordingly.",
                look.layers().stream()
                        .map(layer -> String.format(
                                Locale.ROOT,
                                "%s: of %s capsules, %,d are shorter than %s and %,d longer than %s",
                                Html.escape(layer.name()),
                                Numbers.count(layer.capsules()),
                                layer.dead(),
                                LengthFigures.DEAD,
                                layer.saturated(),
                                LengthFigures.SATURATED))
                        .collect(Collectors.joining("; ", "", ".")));
        List<HistogramChart.Panel> panels = look.layers().stream()
                .map(layer -> new HistogramChart.Panel(
                        layer.name() + (layer.lengths() ? "" : ", activations"), LookText.OTHER, layer.activations()))
                .toList();
        text.add(
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
        text.add("<h2>How to get this page again</h2>\n<dl>\n");
        entry("Command", command);
        entry("Run", look.run().cell().id() + ", " + look.run().cell().name() + ", seed " + configuration.seed());
        entry(
                "Routing",
                configuration.routing().name() + " " + configuration.routing().options());
        entry("Network", configuration.fittingNetwork().summary());
        entry(
                "Image",
                look.picture().number() + " of "
                        + Numbers.count(configuration.data().testImages()) + " test images of "
                        + configuration.data().set() + ", counted from 0");
        text.add("</dl>\n");
    }

    private void entry(String term, String value) {
        text.add("<dt>%s</dt><dd>%s</dd>\n", term, Html.escape(value));
    }
}
