// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.capsnet.experiments.experiment.Cell;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.GridPlace;
import org.capsnet.experiments.experiment.ReportAxis;
import org.capsnet.experiments.experiment.ReportSpec;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.runner.ExperimentResult;
import org.capsnet.experiments.runner.RunRecord;

/**
 * The results of an experiment beside what its file says is published, and beside the file as it stands.
 *
 * @param result the runs
 * @param file the experiment file without a profile
 * @param cells those of the grid by rows, and then those beside it
 */
public record Comparison(ExperimentResult result, Experiment file, List<ComparedCell> cells) {

    /** The seeds are no setting of a cell, but differ like one. */
    private static final String SEEDS = "seeds";

    /** Keeps a copy of the list. */
    public Comparison {
        cells = List.copyOf(cells);
    }

    /**
     * A setting whose values aren't those of the file as it stands.
     *
     * @param is the values of the runs
     * @param wanted those of the file for the same cells
     */
    record Difference(String setting, String is, String wanted) {

        @Override
        public String toString() {
            return setting + " " + is + " instead of " + wanted;
        }
    }

    /**
     * Finds the cell of the file for each run.
     *
     * @param result the runs, done or not
     * @param file the experiment file without a profile
     */
    public static Comparison of(ExperimentResult result, Experiment file) {
        Map<SortedMap<String, String>, List<RunRecord>> groups = new LinkedHashMap<>();
        result.records()
                .forEach(run -> groups.computeIfAbsent(run.settings(), key -> new ArrayList<>())
                        .add(run));
        List<List<RunRecord>> left = new ArrayList<>(groups.values());
        Map<String, Cell> known = new LinkedHashMap<>();
        file.cells().forEach(cell -> known.putIfAbsent(cell.name(), cell));

        boolean hasGrid = known.values().stream().anyMatch(cell -> cell.place().isPresent());
        List<ComparedCell> beside = new ArrayList<>();
        for (Cell cell : known.values()) {
            if (cell.place().isEmpty()) {
                beside.add(compared(
                        cell,
                        file.report(),
                        hasGrid,
                        take(left, runs -> runs.get(0).name().equals(cell.name()))));
            }
        }
        List<Cell> grid = known.values().stream()
                .filter(cell -> cell.place().isPresent())
                .sorted(order(file.report()))
                .toList();
        List<ComparedCell> cells = new ArrayList<>();
        for (Cell cell : grid) {
            cells.add(compared(cell, file.report(), hasGrid, nearest(left, cell)));
        }
        cells.addAll(beside);
        for (List<RunRecord> runs : left) {
            cells.add(new ComparedCell(
                    runs.get(0).name(), Optional.empty(), true, OptionalDouble.empty(), new TreeMap<>(), runs));
        }
        return new Comparison(result, file, cells);
    }

    private static List<RunRecord> take(List<List<RunRecord>> left, Predicate<List<RunRecord>> wanted) {
        Optional<List<RunRecord>> found = left.stream().filter(wanted).findFirst();
        found.ifPresent(left::remove);
        return found.orElse(List.of());
    }

    /** The runs that have what the axes of the grid decide; if a profile has several such cells, those most like the file's. */
    private static List<RunRecord> nearest(List<List<RunRecord>> left, Cell cell) {
        SortedMap<String, String> wanted = settings(cell);
        Optional<List<RunRecord>> found = left.stream()
                .filter(runs -> cell.place().orElseThrow().settings().stream()
                        .allMatch(name -> Objects.equals(
                                wanted.get(name), runs.get(0).settings().get(name))))
                .max(Comparator.comparingLong(runs -> wanted.entrySet().stream()
                        .filter(setting ->
                                setting.getValue().equals(runs.get(0).settings().get(setting.getKey())))
                        .count()));
        found.ifPresent(left::remove);
        return found.orElse(List.of());
    }

    private static ComparedCell compared(Cell cell, ReportSpec report, boolean hasGrid, List<RunRecord> runs) {
        Optional<GridPlace> place = cell.place();
        int row = index(place, report.rows());
        int column = index(place, report.columns());
        boolean inTable = place.isPresent()
                && report.rows().isPresent()
                && place.get().indices().size() == (report.columns().isPresent() ? 2 : 1);
        OptionalDouble percent = inTable ? report.published(row, column) : OptionalDouble.empty();
        return new ComparedCell(
                inTable ? report.rows().get().labels().get(row) : cell.name(),
                inTable ? report.columns().map(axis -> axis.labels().get(column)) : Optional.empty(),
                place.isEmpty() && hasGrid,
                percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : OptionalDouble.empty(),
                settings(cell),
                runs);
    }

    private static Comparator<Cell> order(ReportSpec report) {
        return Comparator.comparing((Cell cell) -> index(cell.place(), report.rows()))
                .thenComparing(cell -> index(cell.place(), report.columns()));
    }

    private static int index(Optional<GridPlace> place, Optional<ReportAxis> axis) {
        return place.isPresent() && axis.isPresent()
                ? place.get().indices().get(axis.get().path())
                : 0;
    }

    private static SortedMap<String, String> settings(Cell cell) {
        SortedMap<String, String> settings = new TreeMap<>(cell.configuration().settings());
        settings.remove(RunConfiguration.SEED);
        return settings;
    }

    ReportSpec report() {
        return file.report();
    }

    boolean hasPublished() {
        return !report().published().isEmpty();
    }

    /** In which settings the runs aren't what the file asks for, whatever the cell. */
    List<Difference> differences() {
        Map<String, Set<String>> is = new TreeMap<>();
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (ComparedCell cell : cells) {
            if (cell.wanted().isEmpty() || cell.runs().isEmpty()) {
                continue;
            }
            Set<String> names = new TreeSet<>(cell.wanted().keySet());
            names.addAll(cell.settings().keySet());
            for (String name : names) {
                String its = cell.settings().getOrDefault(name, "none");
                String files = cell.wanted().getOrDefault(name, "none");
                if (!its.equals(files)) {
                    is.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(its);
                    wanted.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(files);
                }
            }
        }
        List<Difference> differences = new ArrayList<>();
        is.forEach((name, values) -> differences.add(
                new Difference(name, String.join(" or ", values), String.join(" or ", wanted.get(name)))));
        int seeds = cells.stream().mapToInt(cell -> cell.runs().size()).max().orElse(0);
        long files = file.cells().stream()
                .map(cell -> cell.configuration().seed())
                .distinct()
                .count();
        if (seeds != files) {
            differences.add(new Difference(SEEDS, String.valueOf(seeds), String.valueOf(files)));
        }
        return differences;
    }

    /** The data sets of the runs, if they aren't those of the published numbers. */
    Optional<Difference> otherData() {
        List<ComparedCell> other =
                cells.stream().filter(ComparedCell::isOfOtherData).toList();
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(
                        RunConfiguration.DATA_SET,
                        joined(other.stream()
                                .map(cell -> cell.settings().get(RunConfiguration.DATA_SET))
                                .toList()),
                        joined(other.stream()
                                .map(cell -> cell.publishedSet().orElseThrow())
                                .toList())));
    }

    private static String joined(List<String> values) {
        return values.stream().distinct().collect(Collectors.joining(" and "));
    }
}
