// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.experiments.chart.LineChart.Line;
import org.capsnet.experiments.chart.LineChart.Point;
import org.capsnet.experiments.chart.LineChart.Style;
import org.capsnet.experiments.chart.PanelChart;
import org.capsnet.experiments.chart.PanelChart.Panel;
import org.capsnet.experiments.chart.Series;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.runner.RunRecord;
import org.capsnet.experiments.training.EpochResult;

/** Loss and accuracy in the course of training: a panel for each row of the table, a colour for each column. */
final class CurvePanels {

    private static final int TICKS = 4;
    private static final String OWN = "Ours, beside the grid";
    private static final String ENDS = " Runs that aren't done end where they are.";

    private final String name;
    private final Comparison comparison;
    private final List<String> legend = new ArrayList<>();
    private final Map<String, List<Colored>> panels = new LinkedHashMap<>();

    private record Colored(ComparedCell cell, int color) {}

    CurvePanels(String name, Comparison comparison) {
        this.name = name;
        this.comparison = comparison;
        for (ComparedCell cell : comparison.cells()) {
            String series = cell.column().orElseGet(cell::label);
            if (!legend.contains(series)) {
                legend.add(series);
            }
            String panel = cell.column().isPresent() ? cell.row() : cell.own() ? OWN : "";
            panels.computeIfAbsent(panel, key -> new ArrayList<>()).add(new Colored(cell, legend.indexOf(series)));
        }
    }

    /** The loss of each training step; nothing if no run has come so far. */
    Optional<Figure> loss() {
        int steps = 0;
        double most = 0;
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        int window = 1;
        for (Map.Entry<String, List<Colored>> panel : panels.entrySet()) {
            lines.put(panel.getKey(), new ArrayList<>());
            for (Colored colored : panel.getValue()) {
                for (RunRecord run : colored.cell().runs()) {
                    List<Double> losses = run.steps()
                            .flatMap(table -> table.column("train_loss"))
                            .map(CurvePanels::finite)
                            .orElse(List.of());
                    if (losses.isEmpty()) {
                        continue;
                    }
                    window = Math.max(window, Series.window(losses.size()));
                    List<Point> points = Series.points(Series.smoothed(losses, Series.window(losses.size())));
                    most = Math.max(
                            most, points.stream().mapToDouble(Point::y).max().orElse(0));
                    steps = Math.max(steps, losses.size());
                    lines.get(panel.getKey()).add(new Line(colored.color(), Style.PLAIN, points));
                }
            }
        }
        if (steps == 0) {
            return Optional.empty();
        }
        PanelChart chart = new PanelChart(
                name + "-loss",
                "Training loss by training step",
                "A line for every run, a panel for every row of the table.",
                "Training step",
                "Loss",
                Ticks.counting(1, steps, TICKS),
                Ticks.around(0, most, TICKS),
                legend,
                panels(lines));
        return Optional.of(new Figure(
                name + "-loss",
                "Loss on the training images; lower is better."
                        + (window > 1 ? " Each line is the mean of up to " + window + " steps around." : "") + ENDS,
                chart.svg()));
    }

    /** The test accuracy after each epoch; nothing if no run has a second one. */
    Optional<Figure> accuracy() {
        int epochs = 0;
        double least = 100;
        double most = 0;
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        for (Map.Entry<String, List<Colored>> panel : panels.entrySet()) {
            lines.put(panel.getKey(), new ArrayList<>());
            for (Colored colored : panel.getValue()) {
                for (RunRecord run : colored.cell().runs()) {
                    List<Point> points = new ArrayList<>();
                    for (EpochResult epoch : run.status().epochs()) {
                        double percent = 100 * epoch.testAccuracy();
                        least = Math.min(least, percent);
                        most = Math.max(most, percent);
                        points.add(new Point(
                                epoch.epoch(),
                                percent,
                                run.title() + ", epoch " + epoch.epoch() + ": "
                                        + Numbers.percent(epoch.testAccuracy())));
                    }
                    epochs = Math.max(epochs, points.size());
                    if (!points.isEmpty()) {
                        lines.get(panel.getKey()).add(new Line(colored.color(), Style.MARKED, points));
                    }
                }
            }
        }
        if (epochs < 2) {
            return Optional.empty();
        }
        PanelChart chart = new PanelChart(
                name + "-accuracy",
                "Test accuracy by epoch",
                "A line for every run, a panel for every row of the table.",
                "Epoch",
                "Test accuracy (%)",
                Ticks.counting(1, epochs, TICKS),
                Ticks.around(least, most, TICKS),
                legend,
                panels(lines));
        return Optional.of(new Figure(
                name + "-accuracy",
                "Test accuracy after each epoch; higher is better. The axis need not start at zero." + ENDS,
                chart.svg()));
    }

    private List<Panel> panels(Map<String, List<Line>> lines) {
        return lines.entrySet().stream()
                .filter(panel -> !panel.getValue().isEmpty())
                .map(panel -> Panel.of(panel.getKey(), panel.getValue()))
                .toList();
    }

    /** Up to where a run diverged. */
    static List<Double> finite(double[] values) {
        List<Double> finite = new ArrayList<>();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                break;
            }
            finite.add(value);
        }
        return finite;
    }
}
