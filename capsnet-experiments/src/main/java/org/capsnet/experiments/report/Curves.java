// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import org.capsnet.experiments.chart.LineChart;
import org.capsnet.experiments.chart.LineChart.Line;
import org.capsnet.experiments.chart.LineChart.Point;
import org.capsnet.experiments.chart.LineChart.Style;
import org.capsnet.experiments.chart.Series;
import org.capsnet.experiments.chart.Ticks;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.RunResult;

/** The two charts of a comparison. */
final class Curves {

    private static final int TICKS = 6;

    private Curves() {}

    /** The steps that the thick line of {@link #loss} is a mean of: a tenth of them, an odd number. */
    static int window(List<RunResult> results) {
        return Series.window(steps(results));
    }

    /** The loss of every step: pale as it is, and smoothed. */
    static LineChart loss(Provenance provenance, List<RunResult> results) {
        int window = window(results);
        List<Line> lines = new ArrayList<>();
        double most = 0;
        for (int run = 0; run < results.size(); run++) {
            List<Double> losses = results.get(run).stepLosses();
            if (window > 1) {
                lines.add(0, new Line(run, Style.PALE, Series.points(losses)));
            }
            lines.add(new Line(run, Style.PLAIN, Series.points(Series.smoothed(losses, window))));
            most = Math.max(
                    most, losses.stream().mapToDouble(loss -> loss).max().orElse(0));
        }
        return new LineChart(
                "loss",
                "Training loss by training step",
                "A line for every routing; the table of epochs below has the means.",
                "Training step (a batch of " + provenance.batchSize() + " images)",
                "Loss",
                Ticks.counting(1, steps(results), TICKS),
                Ticks.around(0, most, TICKS),
                lines);
    }

    /** The test accuracy after every epoch. */
    static LineChart accuracy(Provenance provenance, List<RunResult> results) {
        List<Line> lines = new ArrayList<>();
        double least = 100;
        double most = 0;
        for (int run = 0; run < results.size(); run++) {
            List<Point> points = new ArrayList<>();
            for (EpochResult epoch : results.get(run).epochs()) {
                double percent = 100 * epoch.testAccuracy();
                least = Math.min(least, percent);
                most = Math.max(most, percent);
                points.add(new Point(
                        epoch.epoch(),
                        percent,
                        results.get(run).routing() + ", epoch " + epoch.epoch() + ": "
                                + Numbers.percent(epoch.testAccuracy())));
            }
            lines.add(new Line(run, Style.MARKED, points));
        }
        return new LineChart(
                "accuracy",
                "Test accuracy by epoch",
                "A line for every routing; the table of epochs below has the figures.",
                "Epoch",
                "Test accuracy (%)",
                Ticks.counting(1, provenance.epochs(), Math.min(TICKS * 2, provenance.epochs())),
                Ticks.around(Math.min(least, most), most, TICKS),
                lines);
    }

    private static int steps(List<RunResult> results) {
        return results.stream()
                .mapToInt(result -> result.stepLosses().size())
                .max()
                .orElse(0);
    }
}
