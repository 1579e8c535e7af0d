// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.capsnet.experiments.experiment.Parts.Axis;
import org.capsnet.experiments.experiment.Parts.Exclusion;
import org.capsnet.experiments.experiment.Parts.GivenCell;
import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.experiments.yaml.YamlValue;
import org.capsnet.experiments.yaml.YamlValue.Entry;
import org.capsnet.experiments.yaml.YamlValue.Mapping;
import org.capsnet.experiments.yaml.YamlValue.Sequence;

/** Reads what a file and its profiles have in common. */
final class PartsReader {

    static final String SEEDS = "seeds";
    static final String BASE = "base";
    private static final String GRID = "grid";
    private static final String EXCLUDE = "exclude";
    private static final String CELLS = "cells";
    private static final String NAME = "name";

    private static final List<String> KEYS = List.of(BASE, GRID, EXCLUDE, CELLS, SEEDS);
    private static final String SEED_OF_A_RUN = "seed";
    private static final String SOME_SEEDS = "[1, 2, 3]";
    private static final WholeNumber SEED = new WholeNumber(0, Long.MAX_VALUE, "");
    private static final Text TEXT = new Text();

    private final Problems problems;
    private final OverlayReader overlays;

    PartsReader(Problems problems, OverlayReader overlays) {
        this.problems = problems;
        this.overlays = overlays;
    }

    /**
     * Reads a map of {@code base}, {@code grid}, {@code exclude}, {@code cells} and {@code seeds}, and of settings that
     * stand beside them as if they were in {@code base}.
     *
     * @param otherKeys keys that are for others to read
     */
    Parts read(Mapping map, Set<String> otherKeys) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        map.entries().forEach(entry -> values.put(entry.key(), entry.value()));
        Set<String> notSettings = new LinkedHashSet<>(otherKeys);
        notSettings.addAll(KEYS);
        List<Entry> base = new ArrayList<>();
        map.entries().stream()
                .filter(entry -> !notSettings.contains(entry.key()))
                .forEach(base::add);
        Optional.ofNullable(values.get(BASE))
                .flatMap(value -> map(BASE, value))
                .ifPresent(settings -> settings.entries().forEach(entry -> {
                    if (notSettings.contains(entry.key())) {
                        problems.add(entry.place(), entry.key() + " isn't read in base; move it up, beside base");
                    } else {
                        base.add(entry);
                    }
                }));
        Map<String, Axis> axes = new LinkedHashMap<>();
        Optional.ofNullable(values.get(GRID))
                .flatMap(value -> map(GRID, value))
                .ifPresent(grid -> grid.entries().forEach(entry -> axis(entry.key(), "", entry, axes)));
        return new Parts(
                overlays.read(base, notSettings),
                axes,
                Optional.ofNullable(values.get(EXCLUDE)).map(this::exclusions),
                Optional.ofNullable(values.get(CELLS)).map(this::cells),
                Optional.ofNullable(values.get(SEEDS)).map(this::seeds).filter(seeds -> !seeds.isEmpty()));
    }

    private Optional<Mapping> map(String name, YamlValue value) {
        if (value instanceof Mapping map) {
            return Optional.of(map);
        }
        problems.add(value.place(), name + " must be a map of settings, but is " + value.kind());
        return Optional.empty();
    }

    private List<YamlValue> list(String name, String example, YamlValue value) {
        if (value instanceof Sequence list && !list.values().isEmpty()) {
            return list.values();
        }
        String what = value instanceof Sequence ? "is empty" : "is " + value.kind();
        problems.add(value.place(), name + " must be a list such as " + example + ", but " + what);
        return List.of();
    }

    private void axis(String path, String parent, Entry entry, Map<String, Axis> axes) {
        boolean group = path.equals(BASE) || OverlayReader.isGroup(path);
        if (path.equals(SEEDS) || path.equals(SEED_OF_A_RUN)) {
            problems.add(
                    entry.place(),
                    entry.key() + " is no axis, since every cell runs with each seed; move it up, beside grid: seeds: "
                            + SOME_SEEDS);
        } else if (!group && !OverlayReader.isSetting(path)) {
            problems.add(
                    entry.place(),
                    "unknown key \"" + entry.key() + "\" in grid" + (parent.isEmpty() ? "" : "." + parent)
                            + overlays.guess(path, parent, Set.of()));
        } else if (group && !path.equals(BASE) && entry.value() instanceof Mapping inner) {
            inner.entries().forEach(each -> axis(path + "." + each.key(), path, each, axes));
        } else if (!(entry.value() instanceof Sequence list)) {
            problems.add(
                    entry.value().place(),
                    "the axis " + path + " must be a list of values, but is "
                            + entry.value().kind() + "; a setting that doesn't change belongs under base");
        } else if (list.values().isEmpty()) {
            problems.add(list.place(), "the axis " + path + " is empty; the grid would have no cells");
        } else {
            Axis axis = new Axis(path, entry.place(), values(path, entry.place(), list));
            if (axes.putIfAbsent(path, axis) != null) {
                problems.add(entry.place(), "the axis " + path + " is given twice");
            }
        }
    }

    private List<Overlay> values(String path, Place key, Sequence list) {
        List<Overlay> values = new ArrayList<>();
        for (YamlValue value : list.values()) {
            Overlay overlay = path.equals(BASE)
                    ? map("a value of the axis " + BASE, value)
                            .map(map -> overlays.read(map.entries(), Set.of()))
                            .orElse(Overlay.UNREADABLE)
                    : overlays.read(path, key, value);
            boolean known = values.stream().anyMatch(other -> other.holds(overlay) && overlay.holds(other));
            if (known && !overlay.values().isEmpty()) {
                problems.add(value.place(), "the axis " + path + " has " + value.kind() + " twice");
            } else {
                values.add(overlay);
            }
        }
        return values;
    }

    private List<Exclusion> exclusions(YamlValue value) {
        List<Exclusion> exclusions = new ArrayList<>();
        for (YamlValue each : list(EXCLUDE, "[{data.set: mnist, network.kernel: 5}]", value)) {
            map("a line of " + EXCLUDE, each)
                    .map(map -> overlays.read(map.entries(), Set.of()))
                    .filter(settings -> !settings.values().isEmpty())
                    .ifPresent(settings -> exclusions.add(new Exclusion(each.place(), settings)));
        }
        return exclusions;
    }

    private List<GivenCell> cells(YamlValue value) {
        List<GivenCell> cells = new ArrayList<>();
        for (YamlValue each : list(CELLS, "[{name: small, network.kernel: 5}]", value)) {
            map("a cell", each).ifPresent(map -> {
                Optional<Entry> name = map.entries().stream()
                        .filter(entry -> entry.key().equals(NAME))
                        .findFirst();
                cells.add(new GivenCell(
                        each.place(),
                        name.flatMap(entry -> TEXT.read("the name of a cell", entry.value(), problems)),
                        overlays.read(map.entries(), Set.of(NAME))));
            });
        }
        return cells;
    }

    /** Whole numbers, each once; nothing if that isn't so, which is noted. */
    List<Long> seeds(YamlValue value) {
        Set<Long> seeds = new LinkedHashSet<>();
        for (YamlValue each : list(SEEDS, SOME_SEEDS, value)) {
            Optional<Long> seed = SEED.read("a seed", each, problems);
            if (seed.isPresent() && !seeds.add(seed.get())) {
                problems.add(each.place(), SEEDS + " has " + seed.get() + " twice");
            }
        }
        return List.copyOf(seeds);
    }

    /** One setting or more from elsewhere than the file. */
    Overlay setting(String path, Place place, YamlValue value) {
        if (OverlayReader.isGroup(path) || OverlayReader.isSetting(path)) {
            return overlays.read(path, place, value);
        }
        problems.add(place, "unknown setting \"" + path + "\"" + overlays.guess(path, "", Set.of(SEEDS)));
        return Overlay.NONE;
    }
}
