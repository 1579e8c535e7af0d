// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.capsnet.experiments.chart.LineChart.Line;
import org.capsnet.experiments.chart.LineChart.Point;
import org.capsnet.experiments.chart.LineChart.Style;
import org.capsnet.experiments.chart.PanelChart;
import org.capsnet.experiments.chart.PanelChart.Band;
import org.capsnet.experiments.chart.PanelChart.Panel;
import org.capsnet.experiments.chart.PanelChart.Range;
import org.capsnet.experiments.chart.Series;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.document.Block;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Kind;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.experiment.ImageSource;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.files.NumberTable;
import org.capsnet.experiments.runner.RunRecord;

/** What went on inside the networks, a panel for each run. */
final class InsideFigures {

    private static final int TICKS = 4;
    private static final int LARGEST_COUPLINGS = 50;

    /** More pale lines than this are a grey area. */
    private static final int MOST_IMAGES = 100;

    /** A gradient this much smaller than the largest is drawn at the bottom of the logarithmic axis. */
    private static final double SMALLEST = 1e-12;

    private final String name;
    private final Map<String, RunRecord> runs = new LinkedHashMap<>();

    InsideFigures(String name, Comparison comparison) {
        this.name = name;
        for (ComparedCell cell : comparison.cells()) {
            for (RunRecord run : cell.runs()) {
                runs.put(cell.label() + (cell.runs().size() > 1 ? ", seed " + run.seed() : ""), run);
            }
        }
    }

    /** The range of the first convolution's gradient in each step, and the largest of its sizes. */
    List<Block> gradients() {
        Map<String, List<Range>> recorded = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        runs.forEach((label, run) -> {
            List<Range> ranges = run.steps().map(InsideFigures::ranges).orElse(List.of());
            if (ranges.isEmpty()) {
                missing.add(label);
            } else {
                recorded.put(label, ranges);
            }
        });
        List<Block> blocks = new ArrayList<>();
        if (!recorded.isEmpty()) {
            blocks.add(range(recorded));
            largest(recorded).ifPresent(blocks::add);
        }
        notRecorded("Gradients", missing).ifPresent(blocks::add);
        return blocks;
    }

    /** The steps are those of the middles of what is drawn as one. */
    private static List<Range> ranges(NumberTable table) {
        Optional<double[]> lows = table.column("gradient_min");
        Optional<double[]> highs = table.column("gradient_max");
        if (lows.isEmpty() || highs.isEmpty()) {
            return List.of();
        }
        int finite = Math.min(
                CurvePanels.finite(lows.get()).size(),
                CurvePanels.finite(highs.get()).size());
        List<Range> ranges = new ArrayList<>();
        for (List<Integer> bucket : Series.buckets(finite)) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int k = bucket.get(0); k < bucket.get(1); k++) {
                low = Math.min(low, lows.get()[k]);
                high = Math.max(high, highs.get()[k]);
            }
            ranges.add(new Range(Series.middle(bucket), low, high));
        }
        return ranges;
    }

    private Figure range(Map<String, List<Range>> recorded) {
        double low = all(recorded).mapToDouble(Range::low).min().orElse(0);
        double high = all(recorded).mapToDouble(Range::high).max().orElse(0);
        List<Panel> panels = recorded.entrySet().stream()
                .map(run -> new Panel(
                        run.getKey(), List.of(new Band(0, run.getValue())), List.of(), OptionalDouble.empty()))
                .toList();
        PanelChart chart = new PanelChart(
                name + "-gradients",
                "Range of the gradient in the first convolution by training step",
                "A panel for every run, all on one scale.",
                "Training step",
                "Gradient",
                steps(recorded),
                Ticks.around(Math.min(0, low), Math.max(0, high), TICKS),
                List.of(),
                panels);
        return new Figure(
                name + "-gradients",
                "Range of the gradient in the first convolution, from its smallest to its largest number in each training"
                        + " step. All panels have one scale.",
                chart.svg());
    }

    /** Nothing if all are zero. */
    private Optional<Figure> largest(Map<String, List<Range>> recorded) {
        double most = all(recorded).mapToDouble(InsideFigures::size).max().orElse(0);
        if (most == 0) {
            return Optional.empty();
        }
        double floor = most * SMALLEST;
        double least = all(recorded)
                .mapToDouble(InsideFigures::size)
                .map(size -> Math.max(size, floor))
                .min()
                .orElse(most);
        List<Line> lines = new ArrayList<>();
        for (List<Range> ranges : recorded.values()) {
            lines.add(new Line(
                    lines.size(),
                    Style.PLAIN,
                    ranges.stream()
                            .map(range -> new Point(range.x(), Math.max(size(range), floor), ""))
                            .toList()));
        }
        PanelChart chart = new PanelChart(
                name + "-gradient-size",
                "Largest size of the gradient in the first convolution by training step, logarithmic",
                "A line for every run.",
                "Training step",
                "max |g|",
                steps(recorded),
                Ticks.decades(least, most),
                List.copyOf(recorded.keySet()),
                List.of(Panel.of("", lines)));
        return Optional.of(new Figure(
                name + "-gradient-size",
                "The same, as the largest size on a logarithmic scale, where \"almost zero\" can be told from zero. Sizes"
                        + " below a millionth of a millionth of the largest are drawn at that.",
                chart.svg()));
    }

    private static Ticks steps(Map<String, List<Range>> recorded) {
        return Ticks.counting(
                1,
                Math.round(Math.ceil(all(recorded).mapToDouble(Range::x).max().orElse(1))),
                TICKS);
    }

    private static Stream<Range> all(Map<String, List<Range>> recorded) {
        return recorded.values().stream().flatMap(List::stream);
    }

    private static double size(Range range) {
        return Math.max(Math.abs(range.low()), Math.abs(range.high()));
    }

    /** The largest couplings to the right class, in descending order. */
    List<Block> couplings() {
        List<Panel> panels = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        double most = 0;
        for (Map.Entry<String, RunRecord> run : runs.entrySet()) {
            Map<Double, TreeMap<Double, Double>> images =
                    run.getValue().couplings().map(InsideFigures::images).orElse(Map.of());
            if (images.isEmpty()) {
                missing.add(run.getKey());
                continue;
            }
            double even = 1.0 / classes(run.getValue());
            List<Line> lines = new ArrayList<>();
            Map<Double, List<Double>> byRank = new TreeMap<>();
            for (TreeMap<Double, Double> image : images.values()) {
                List<Point> points = new ArrayList<>();
                image.forEach((rank, coupling) -> {
                    points.add(new Point(rank, coupling, ""));
                    byRank.computeIfAbsent(rank, key -> new ArrayList<>()).add(coupling);
                });
                most = Math.max(
                        most, points.stream().mapToDouble(Point::y).max().orElse(0));
                if (lines.size() < MOST_IMAGES) {
                    lines.add(new Line(0, Style.PALE, points));
                }
            }
            lines.add(new Line(
                    1,
                    Style.PLAIN,
                    byRank.entrySet().stream()
                            .map(rank -> new Point(
                                    rank.getKey(),
                                    rank.getValue().stream()
                                            .mapToDouble(value -> value)
                                            .average()
                                            .orElseThrow(),
                                    ""))
                            .toList()));
            most = Math.max(most, even);
            panels.add(new Panel(run.getKey(), List.of(), lines, OptionalDouble.of(even)));
        }
        List<Block> blocks = new ArrayList<>();
        if (!panels.isEmpty()) {
            PanelChart chart = new PanelChart(
                    name + "-couplings",
                    "The largest couplings to the right class in descending order",
                    "A panel for every run: a pale line for every image, a bold one for their mean.",
                    "Rank among the input capsules",
                    "Coupling",
                    Ticks.counting(1, LARGEST_COUPLINGS, TICKS),
                    Ticks.around(0, most, TICKS),
                    List.of(),
                    panels);
            blocks.add(new Figure(
                    name + "-couplings",
                    "The " + LARGEST_COUPLINGS
                            + " largest couplings to the capsule of the right class, in descending order."
                            + " Pale: each test image, up to " + MOST_IMAGES
                            + ". Bold: their mean. Dashed: 1 / number of"
                            + " classes, which is no preference.",
                    chart.svg()));
        }
        notRecorded("Couplings", missing).ifPresent(blocks::add);
        return blocks;
    }

    private static Map<Double, TreeMap<Double, Double>> images(NumberTable table) {
        double[] image = table.column("image").orElse(new double[0]);
        double[] rank = table.column("rank").orElse(new double[0]);
        double[] coupling = table.column("coupling").orElse(new double[0]);
        Map<Double, TreeMap<Double, Double>> images = new LinkedHashMap<>();
        for (int k = 0; k < Math.min(image.length, Math.min(rank.length, coupling.length)); k++) {
            if (rank[k] <= LARGEST_COUPLINGS && Double.isFinite(coupling[k])) {
                images.computeIfAbsent(image[k], key -> new TreeMap<>()).put(rank[k], coupling[k]);
            }
        }
        return images;
    }

    private static int classes(RunRecord run) {
        return ImageSource.named(run.settings().get(RunConfiguration.DATA_SET))
                .orElseThrow()
                .classes();
    }

    static Optional<Block> notRecorded(String what, List<String> runs) {
        return runs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Paragraph(
                        Kind.PLAIN, what + " were not recorded, or not yet, for: " + String.join("; ", runs) + "."));
    }
}
