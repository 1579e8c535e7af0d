// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.capsnet.experiments.chart.LineChart;
import org.capsnet.experiments.markup.Html;
import org.capsnet.experiments.markup.HtmlPage;
import org.capsnet.experiments.statistics.Estimate;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.RunResult;

/**
 * A comparison as one page for a browser, which needs no other file and no network. It is HTML and well-formed XML
 * alike.
 */
public final class HtmlReport {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final String title;
    private final Provenance provenance;
    private final List<RunResult> results;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(String title, Provenance provenance, List<RunResult> results) {
        this.title = title;
        this.provenance = provenance;
        this.results = results;
    }

    /**
     * The page.
     *
     * @param title its heading
     * @param provenance how the results came about
     * @param results what is done so far, at least one run
     */
    public static String text(String title, Provenance provenance, List<RunResult> results) {
        return new HtmlReport(title, provenance, List.copyOf(results)).build();
    }

    private String build() {
        addSummary();
        addRuns();
        addCharts();
        addEpochs();
        addProvenance();
        return HtmlPage.of(title, page.toString());
    }

    private void addSummary() {
        provenance.warning().ifPresent(warning -> add("<p class=\"warning\">%s</p>\n", escape(warning)));
        if (results.size() < provenance.routings()) {
            add(
                    "<p class=\"warning\">%d of %d routings are done; the page is written again after each.</p>\n",
                    results.size(), provenance.routings());
        }
        add(
                "<p>One network, trained with %s on the same images in the same order from the same seed. Nothing but"
                        + " the routing between its capsules differs, with what it asks for, such as pose matrices for"
                        + " capsules, and the scale of the transformations at the start, which is fitted to the"
                        + " routing.</p>\n",
                provenance.routings() == 1 ? "one routing" : provenance.routings() + " routings in turn");
    }

    private void addRuns() {
        add(
                "<h2>Results</h2>\n<div class=\"wide\">\n<table>\n<caption>After %s, tested on %s images</caption>\n",
                provenance.epochs() == 1 ? "1 epoch" : provenance.epochs() + " epochs",
                Numbers.count(provenance.test().images()));
        add("""
                <thead><tr><th scope="col">Routing</th><th scope="col">Options</th>\
                <th scope="col" class="number">Parameters</th><th scope="col" class="number">Test accuracy</th>\
                <th scope="col" class="number">Seconds per step</th><th scope="col" class="number">Time</th></tr></thead>
                <tbody>
                """);
        for (RunResult result : results) {
            add(
                    "<tr><th scope=\"row\">%s</th><td><code>%s</code></td><td class=\"number\">%s</td>"
                            + "<td class=\"number\">%s</td><td class=\"number\">%s</td>"
                            + "<td class=\"number\">%s</td></tr>\n",
                    escape(result.routing()),
                    escape(result.options()),
                    Numbers.count(result.parameters()),
                    escape(ResultTable.accuracy(result)),
                    ResultTable.secondsPerStep(result),
                    Numbers.duration(result.seconds()));
        }
        add("</tbody>\n</table>\n</div>\n");
        for (RunResult result : results) {
            result.problem()
                    .ifPresent(problem -> add(
                            "<p class=\"warning\">%s %s: %s</p>\n",
                            escape(result.routing()), escape(problem.status()), escape(problem.explanation())));
        }
        add(
                "<p>How to read it: the higher the accuracy and the fewer seconds a step, the better. A step is %s"
                        + " images, forward and back; its seconds count only if the machine did nothing else. This is"
                        + " one seed, and %s test images: differences below about %s percentage points may well be"
                        + " chance.</p>\n",
                Numbers.count(provenance.batchSize()),
                Numbers.count(provenance.test().images()),
                chance());
    }

    private String chance() {
        double share = results.stream()
                .flatMap(result -> result.testAccuracy().stream().boxed())
                .mapToDouble(accuracy -> accuracy)
                .average()
                .orElse(0.5);
        Estimate one = Estimate.ofShare(share, provenance.test().images());
        return Numbers.decimals(100 * one.chanceBeside(one), 1);
    }

    private void addCharts() {
        add("<h2>Curves</h2>\n<ul class=\"legend\">\n");
        for (int run = 0; run < results.size(); run++) {
            add(
                    "<li>%s%s</li>\n",
                    LineChart.legendMark(run), escape(results.get(run).routing()));
        }
        add("</ul>\n");
        int window = Curves.window(results);
        addFigure(
                "Test accuracy after each epoch; higher is better. The axis need not start at zero.",
                Curves.accuracy(provenance, results));
        addFigure(
                "Loss on the training images; lower is better."
                        + (window > 1 ? " Pale: each step. Bold: the mean of " + window + " steps." : ""),
                Curves.loss(provenance, results));
    }

    private void addFigure(String caption, LineChart chart) {
        page.append(HtmlPage.figure(caption, chart.svg()));
    }

    private void addEpochs() {
        add("""
                <details>
                <summary>All epochs as a table</summary>
                <div class="wide">
                <table>
                <thead><tr><th scope="col">Routing</th><th scope="col" class="number">Epoch</th>\
                <th scope="col" class="number">Training loss</th><th scope="col" class="number">Test accuracy</th>\
                <th scope="col" class="number">Time</th></tr></thead>
                <tbody>
                """);
        for (RunResult result : results) {
            for (EpochResult epoch : result.epochs()) {
                add(
                        "<tr><th scope=\"row\">%s</th><td class=\"number\">%d</td><td class=\"number\">%s</td>"
                                + "<td class=\"number\">%s</td><td class=\"number\">%s</td></tr>\n",
                        escape(result.routing()),
                        epoch.epoch(),
                        Numbers.decimals(epoch.trainLoss(), 4),
                        Numbers.percent(epoch.testAccuracy()),
                        Numbers.duration(epoch.seconds()));
            }
        }
        add("</tbody>\n</table>\n</div>\n</details>\n");
    }

    private void addProvenance() {
        add("<h2>How to get these figures again</h2>\n<dl>\n");
        add("<dt>Command</dt><dd><code>%s</code></dd>\n", escape(provenance.command()));
        addEntry("Started", DATE.format(provenance.started()));
        addEntry("Seed", String.valueOf(provenance.seed()));
        addEntry(
                "Training",
                provenance.epochs() + (provenance.epochs() == 1 ? " epoch" : " epochs") + " in batches of "
                        + provenance.batchSize() + " images; " + provenance.optimizer());
        addEntry("Network", provenance.network());
        addImages("Training images", provenance.train());
        addImages("Test images", provenance.test());
        addEntry("Machine", provenance.machine().toString());
        addEntry("Software", String.join("; ", provenance.software()));
        add("</dl>\n");
        add("<p>");
        if (provenance.machine().gpus().isEmpty()) {
            add("On this machine, with as many threads, the same command gives the same losses and accuracies to the"
                    + " last digit. ");
        }
        add("The files <code>runs.csv</code> and <code>epochs.csv</code> beside this page have the figures"
                + " in full.</p>\n");
    }

    private void addImages(String term, ImagesDescription images) {
        addEntry(
                term,
                images.name() + ", " + Numbers.count(images.images()) + " of " + images.shape() + " in "
                        + images.classes() + " classes, from " + images.source());
        add("<dt>SHA-256 of these</dt><dd><code>%s</code></dd>\n", images.sha256());
    }

    private void addEntry(String term, String text) {
        add("<dt>%s</dt><dd>%s</dd>\n", term, escape(text));
    }

    private void add(String pattern, Object... values) {
        page.append(values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values));
    }

    private static String escape(String text) {
        return Html.escape(text);
    }
}
