// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.capsnet.experiments.chart.DotChart;
import org.capsnet.experiments.chart.GridChart;
import org.capsnet.experiments.document.Block.Column;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.runner.RunRecord;
import org.capsnet.experiments.runner.RunState;
import org.capsnet.experiments.statistics.Estimate;
import org.capsnet.experiments.statistics.Spread;

/** Test accuracies beside the published ones, as a table and as a chart. */
final class AccuracyTable {

    private static final int PLACES = 2;

    /** Of ten classes. */
    private static final double CHANCE = 0.1;

    private AccuracyTable() {}

    static Table table(Comparison comparison) {
        boolean published = comparison.hasPublished();
        boolean single =
                comparison.cells().stream().anyMatch(cell -> cell.accuracy().n() == 1);
        List<Column> columns = new ArrayList<>(List.of(Column.text("cell")));
        if (published) {
            columns.add(Column.number("published"));
        }
        columns.add(Column.number("ours"));
        if (single) {
            columns.add(Column.number("SE"));
        }
        columns.add(Column.text("runs"));
        if (published) {
            columns.add(Column.number("difference"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (ComparedCell cell : comparison.cells()) {
            Spread accuracy = cell.accuracy();
            List<String> row = new ArrayList<>(List.of(label(cell)));
            if (published) {
                row.add(percent(cell.published()));
            }
            row.add(accuracy.mean().isPresent() ? ours(accuracy) : "");
            if (single) {
                row.add(standardError(cell));
            }
            row.add(runs(cell));
            if (published) {
                row.add(difference(cell));
            }
            rows.add(row);
        }
        return new Table(caption(comparison, single), columns, rows);
    }

    private static String caption(Comparison comparison, boolean single) {
        String images = comparison.cells().stream()
                .map(cell -> cell.settings().get(RunConfiguration.TEST_IMAGES))
                .distinct()
                .map(count -> Numbers.count(Long.parseLong(count)))
                .collect(Collectors.joining(" or "));
        return "Test accuracy in percent after the last epoch, on " + images + " images"
                + (comparison.hasPublished()
                        ? "; published: " + comparison.report().source()
                        : "")
                + ". Ours is the mean ± s, the sample standard deviation over seeds, from two seeds on."
                + (single
                        ? " SE, with one seed, is the standard error of the test set: by about as much another one of"
                                + " this size would differ by chance."
                        : "")
                + (comparison.hasPublished() ? " Differences are in percentage points." : "")
                + (comparison.cells().stream().anyMatch(ComparedCell::own)
                        ? " Cells marked \"ours\" aren't the source's."
                        : "");
    }

    private static String label(ComparedCell cell) {
        return cell.own() ? cell.label() + " (ours)" : cell.label();
    }

    private static String ours(Spread accuracy) {
        return percent(accuracy.mean())
                + (accuracy.deviation().isPresent() ? " ± " + percent(accuracy.deviation()) : "");
    }

    private static String standardError(ComparedCell cell) {
        return cell.accuracy().n() == 1
                ? percent(OptionalDouble.of(cell.estimate().orElseThrow().standardError()))
                : "";
    }

    /** {@code 2/3, 1 diverged}. */
    private static String runs(ComparedCell cell) {
        if (cell.runs().isEmpty()) {
            return "not planned";
        }
        List<RunState> states =
                cell.runs().stream().map(run -> run.status().state()).toList();
        String others = RunState.counted(states, EnumSet.complementOf(EnumSet.of(RunState.DONE)));
        return Collections.frequency(states, RunState.DONE) + "/" + states.size()
                + (others.isEmpty() ? "" : ", " + others);
    }

    private static String difference(ComparedCell cell) {
        OptionalDouble mean = cell.accuracy().mean();
        if (mean.isEmpty() || cell.published().isEmpty()) {
            return "";
        }
        return cell.isOfOtherData()
                ? "other data"
                : signed(mean.getAsDouble() - cell.published().getAsDouble());
    }

    /** With a minus sign that is as long as the plus. */
    static String signed(double share) {
        String text = Numbers.decimals(Math.abs(100 * share), PLACES);
        return (share < 0 ? "−" : "+") + text;
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? Numbers.decimals(100 * share.getAsDouble(), PLACES) : "";
    }

    /** Nothing if there is nothing to be seen. */
    static Optional<Figure> figure(String name, Comparison comparison) {
        List<DotChart.Row> rows = new ArrayList<>();
        for (ComparedCell cell : comparison.cells()) {
            rows.add(new DotChart.Row(
                    cell.label(),
                    times100(cell.published()),
                    times100(cell.accuracy().mean()),
                    100 * error(cell),
                    note(cell)));
        }
        if (rows.stream().allMatch(row -> row.right().isEmpty())) {
            return Optional.empty();
        }
        DotChart chart = new DotChart(
                name,
                comparison.hasPublished()
                        ? "Test accuracy of each cell, published and ours"
                        : "Test accuracy of each cell",
                "A row for every cell of the table above; each side has its own axis.",
                comparison.hasPublished() ? List.of("Published", "Ours") : List.of("Ours"),
                "Test accuracy (%)",
                rows);
        return Optional.of(new Figure(
                name,
                (comparison.hasPublished()
                                ? "Published (discs) and ours (squares) beside each other, each on its own axis: the order is"
                                        + " to be compared."
                                : "Test accuracies.")
                        + " Bars: s, or SE with one seed, as in the table.",
                chart.svg()));
    }

    /** All cells that stand in a row and a column, shaded by accuracy from chance on; nothing if none of them is done. */
    static Optional<Figure> grid(String name, Comparison comparison) {
        Map<String, Map<String, ComparedCell>> rows = new LinkedHashMap<>();
        Set<String> columns = new LinkedHashSet<>();
        for (ComparedCell cell : comparison.cells()) {
            cell.column().ifPresent(column -> {
                columns.add(column);
                rows.computeIfAbsent(cell.row(), key -> new LinkedHashMap<>()).put(column, cell);
            });
        }
        OptionalDouble best = comparison.cells().stream()
                .flatMap(cell -> cell.accuracy().mean().stream().boxed())
                .mapToDouble(mean -> mean)
                .max();
        if (rows.isEmpty() || best.isEmpty()) {
            return Optional.empty();
        }
        GridChart chart = new GridChart(
                name,
                "Test accuracy of the cells in rows and columns",
                "The darker a cell, the higher its accuracy.",
                List.copyOf(columns),
                rows.entrySet().stream()
                        .map(row -> new GridChart.Row(
                                row.getKey(),
                                columns.stream()
                                        .map(column -> shaded(row.getValue().get(column)))
                                        .toList()))
                        .toList(),
                CHANCE,
                Math.max(best.getAsDouble(), 2 * CHANCE));
        return Optional.of(new Figure(
                name,
                "Test accuracy in percent, mean ± s over seeds, shaded from 10 % to the best. An empty place has no run that"
                        + " is done.",
                chart.svg()));
    }

    private static GridChart.Cell shaded(ComparedCell cell) {
        if (cell == null || cell.accuracy().mean().isEmpty()) {
            return new GridChart.Cell(Double.NaN, "");
        }
        Spread accuracy = cell.accuracy();
        return new GridChart.Cell(
                accuracy.mean().getAsDouble(),
                Numbers.decimals(100 * accuracy.mean().getAsDouble(), 1)
                        + (accuracy.deviation().isPresent()
                                ? " ± "
                                        + Numbers.decimals(
                                                100 * accuracy.deviation().getAsDouble(), 1)
                                : ""));
    }

    private static double error(ComparedCell cell) {
        return cell.accuracy()
                .deviation()
                .orElseGet(() -> cell.estimate().map(Estimate::standardError).orElse(0.0));
    }

    private static String note(ComparedCell cell) {
        return cell.runs().isEmpty()
                ? "not planned"
                : cell.runs().stream()
                        .map(RunRecord::status)
                        .map(status -> status.state().toString())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static OptionalDouble times100(OptionalDouble share) {
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }
}
