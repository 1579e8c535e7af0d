// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.capsnet.experiments.experiment.Parts.Axis;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Entry;
import org.capsnet.experiments.yaml.YamlValue.Mapping;
import org.capsnet.experiments.yaml.YamlValue.Scalar;
import org.capsnet.experiments.yaml.YamlValue.Sequence;

/** Reads what a file says about its report. */
final class ReportReader {

    static final String KEY = "report";

    private static final String SOURCE = "source";
    private static final String EXPECTED = "expected";
    private static final String ROWS = "rows";
    private static final String COLUMNS = "columns";
    private static final String PUBLISHED = "published";
    private static final String FIGURE = "figure";
    private static final String AXIS = "axis";
    private static final String LABELS = "labels";

    private static final List<String> KEYS = List.of(SOURCE, EXPECTED, ROWS, COLUMNS, PUBLISHED, FIGURE);
    private static final List<String> AXIS_KEYS = List.of(AXIS, LABELS);
    private static final Text TEXT = new Text();
    private static final Word WORD = new Word();
    private static final Choice FIGURES = new Choice(
            FIGURE,
            Arrays.stream(ReportFigure.values()).map(ReportFigure::toString).toList());

    private final Problems problems;
    private final Parts parts;

    /**
     * A reader.
     *
     * @param parts what the file says without a profile
     */
    ReportReader(Problems problems, Parts parts) {
        this.problems = problems;
        this.parts = parts;
    }

    /** What the file says; the default for all that isn't there or is wrong, which is noted. */
    ReportSpec read(YamlValue value) {
        Map<String, Entry> entries = entries(KEY, value, KEYS, "{source: \"...\", rows: network.stages}");
        Optional<ReportAxis> rows = axis(ROWS, entries);
        Optional<ReportAxis> columns = axis(COLUMNS, entries);
        if (entries.containsKey(COLUMNS) && !entries.containsKey(ROWS)) {
            problems.add(entries.get(COLUMNS).place(), "report.columns needs report.rows beside it");
        }
        if (rows.isPresent()
                && columns.isPresent()
                && rows.get().path().equals(columns.get().path())) {
            problems.add(
                    entries.get(COLUMNS).place(),
                    "report.columns is the same axis as report.rows, "
                            + rows.get().path());
            columns = Optional.empty();
        }
        return new ReportSpec(
                text(SOURCE, entries),
                text(EXPECTED, entries),
                rows,
                columns,
                published(entries, rows, columns),
                Optional.ofNullable(entries.get(FIGURE))
                        .flatMap(entry -> FIGURES.read(KEY + "." + FIGURE, entry.value(), problems))
                        .flatMap(name -> Arrays.stream(ReportFigure.values())
                                .filter(figure -> figure.toString().equals(name))
                                .findFirst()));
    }

    private Map<String, Entry> entries(String name, YamlValue value, List<String> keys, String example) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(value instanceof Mapping map)) {
            problems.add(value.place(), name + " must be a map such as " + example + ", but is " + value.kind());
            return entries;
        }
        for (Entry entry : map.entries()) {
            if (keys.contains(entry.key())) {
                entries.put(entry.key(), entry);
            } else {
                problems.add(
                        entry.place(),
                        "unknown key \"" + entry.key() + "\" in " + name + Nearest.of(entry.key(), keys));
            }
        }
        return entries;
    }

    private String text(String key, Map<String, Entry> entries) {
        return Optional.ofNullable(entries.get(key))
                .flatMap(entry -> TEXT.read(KEY + "." + key, entry.value(), problems))
                .map(String::strip)
                .orElse("");
    }

    private Optional<ReportAxis> axis(String key, Map<String, Entry> all) {
        Entry entry = all.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        String name = KEY + "." + key;
        if (entry.value() instanceof Scalar) {
            return axis(name, entry.value()).map(axis -> labelled(axis, Optional.empty()));
        }
        Map<String, Entry> entries =
                entries(name, entry.value(), AXIS_KEYS, "{axis: network.stages, labels: [2 layers, 3 layers]}");
        if (entry.value() instanceof Mapping && !entries.containsKey(AXIS)) {
            problems.add(entry.value().place(), name + " has no axis; write the name of an axis of the grid");
        }
        return Optional.ofNullable(entries.get(AXIS))
                .flatMap(path -> axis(name + "." + AXIS, path.value()))
                .map(axis -> labelled(
                        axis,
                        Optional.ofNullable(entries.get(LABELS))
                                .flatMap(labels -> labels(name + "." + LABELS, labels.value(), axis))));
    }

    private Optional<Axis> axis(String name, YamlValue value) {
        Optional<String> path = WORD.read(name, value, problems);
        if (path.isPresent() && !parts.axes().containsKey(path.get())) {
            problems.add(
                    value.place(),
                    name + " must be an axis of the grid, but it has none called \"" + path.get() + "\""
                            + (parts.axes().isEmpty()
                                    ? "; there is no grid"
                                    : Nearest.of(path.get(), parts.axes().keySet())));
        }
        return path.map(parts.axes()::get);
    }

    private Optional<List<String>> labels(String name, YamlValue value, Axis axis) {
        if (!(value instanceof Sequence list)) {
            problems.add(value.place(), name + " must be a list such as [2 layers, 3 layers], but is " + value.kind());
            return Optional.empty();
        }
        if (list.values().size() != axis.values().size()) {
            problems.add(
                    value.place(),
                    String.format(
                            "%s must have a label for each of the %d values of %s, but has %d",
                            name,
                            axis.values().size(),
                            axis.path(),
                            list.values().size()));
            return Optional.empty();
        }
        List<String> labels = new ArrayList<>();
        list.values()
                .forEach(each -> WORD.read("a label of " + name, each, problems).ifPresent(labels::add));
        return labels.size() == list.values().size() ? Optional.of(labels) : Optional.empty();
    }

    private static ReportAxis labelled(Axis axis, Optional<List<String>> labels) {
        return new ReportAxis(
                axis.path(),
                labels.orElseGet(
                        () -> axis.values().stream().map(ReportReader::label).toList()));
    }

    /** {@code lambda 3}, or {@code cifar10, shift 2} for a group. */
    private static String label(Overlay value) {
        return value.values().entrySet().stream()
                .map(given -> CellNames.label(given.getKey(), text(value, given.getKey()), " "))
                .collect(Collectors.joining(", "));
    }

    private static String text(Overlay overlay, String path) {
        Optional<List<CapsuleStage>> stages =
                path.equals(Setting.STAGES.path()) ? overlay.get(Setting.STAGES) : Optional.empty();
        return stages.map(CellNames::text)
                .orElseGet(() -> overlay.values().get(path).value() instanceof Scalar scalar ? scalar.text() : "");
    }

    private List<List<OptionalDouble>> published(
            Map<String, Entry> entries, Optional<ReportAxis> rows, Optional<ReportAxis> columns) {
        Entry entry = entries.get(PUBLISHED);
        if (entry == null) {
            return List.of();
        }
        if (!entries.containsKey(SOURCE)) {
            problems.add(entry.place(), "report.published needs report.source: say where the numbers stand");
        }
        if (!entries.containsKey(ROWS)) {
            problems.add(entry.place(), "report.published needs report.rows: the axis that its numbers go along");
        }
        if (rows.isEmpty() || entries.containsKey(COLUMNS) && columns.isEmpty()) {
            // Without the axes, its shape can't be checked.
            return List.of();
        }
        Optional<String> further = parts.axes().keySet().stream()
                .filter(path -> !path.equals(rows.get().path())
                        && columns.filter(axis -> axis.path().equals(path)).isEmpty())
                .findFirst();
        if (further.isPresent()) {
            problems.add(
                    entry.place(),
                    "report.published has a number for each row and column, but the grid has the axis " + further.get()
                            + " besides");
            return List.of();
        }
        int before = problems.count();
        List<List<OptionalDouble>> numbers = new ArrayList<>();
        List<YamlValue> lines =
                list("report.published", rows.get().labels().size(), rows.get().path(), entry.value());
        for (YamlValue line : lines) {
            List<YamlValue> row = columns.isEmpty()
                    ? List.of(line)
                    : list(
                            "a row of report.published",
                            columns.get().labels().size(),
                            columns.get().path(),
                            line);
            numbers.add(row.stream().map(this::percent).toList());
        }
        return problems.count() == before ? numbers : List.of();
    }

    private List<YamlValue> list(String name, int size, String path, YamlValue value) {
        if (value instanceof Sequence list && list.values().size() == size) {
            return list.values();
        }
        String what = value instanceof Sequence list ? "has " + list.values().size() : "is " + value.kind();
        problems.add(
                value.place(),
                name + " must be a list with one entry for each of the " + size + " values of " + path + ", but "
                        + what);
        return List.of();
    }

    private OptionalDouble percent(YamlValue value) {
        if (value instanceof Scalar scalar) {
            if (scalar.isNothing()) {
                return OptionalDouble.empty();
            }
            if (Numeral.isDecimal(scalar)) {
                double number = Double.parseDouble(scalar.text());
                if (number >= 0 && number <= 100) {
                    return OptionalDouble.of(number);
                }
            }
        }
        String advice = value instanceof Scalar scalar ? Numeral.advice(scalar, false) : "";
        problems.add(
                value.place(),
                "a number of report.published must be a test accuracy in percent, 0 to 100, or null where the source has"
                        + " none, but is " + value.kind() + advice);
        return OptionalDouble.empty();
    }
}
