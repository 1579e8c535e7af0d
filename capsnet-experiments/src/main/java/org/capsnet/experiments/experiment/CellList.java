// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.capsnet.experiments.experiment.Parts.Axis;
import org.capsnet.experiments.experiment.Parts.Exclusion;
import org.capsnet.experiments.experiment.Parts.GivenCell;
import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.routing.spi.RoutingCatalog;

/** Makes the cells that a file, or a file with a profile, stands for. */
final class CellList {

    /** Of the grid, and of runs. */
    private static final long MOST = 10_000;

    private static final List<Long> SEEDS = List.of(1L);

    private final RoutingCatalog catalog;
    private final Problems problems;
    private final String experiment;
    private final Place start;

    /**
     * A maker.
     *
     * @param start where the file begins, to point to if something isn't in it
     */
    CellList(RoutingCatalog catalog, Problems problems, String experiment, Place start) {
        this.catalog = catalog;
        this.problems = problems;
        this.experiment = experiment;
        this.start = start;
    }

    /**
     * A cell before it has its final name.
     *
     * @param own what it gives itself
     * @param settings all that is given for it
     * @param place where it stands in the grid, if it does
     */
    record Draft(
            Place line,
            Optional<String> name,
            Overlay own,
            Overlay settings,
            RunConfiguration run,
            Optional<GridPlace> place) {}

    /**
     * The cells: those of the grid, if there is one, and then those that are written out; with neither, the base alone.
     *
     * @param changes settings that are laid over each cell
     * @param mustMatch exclusions that have to exclude something
     */
    List<Cell> of(Parts parts, Overlay changes, Optional<List<Exclusion>> mustMatch) {
        List<Long> seeds = parts.seeds().orElse(SEEDS);
        List<Axis> axes = List.copyOf(parts.axes().values());
        long size = 1;
        for (Axis axis : axes) {
            size = Math.min(size * axis.values().size(), MOST + 1);
        }
        Place place = axes.isEmpty() ? start : axes.get(0).place();
        if (size > MOST) {
            problems.add(place, "the grid has more than 10,000 cells; give fewer values");
            return List.of();
        }
        List<Draft> drafts = new ArrayList<>();
        if (!axes.isEmpty() || parts.cells().isEmpty()) {
            grid(parts, axes, changes, seeds.get(0), mustMatch.orElse(List.of()), drafts);
        }
        for (GivenCell cell : parts.cells().orElse(List.of())) {
            Overlay settings = parts.base().under(cell.settings()).under(changes);
            new CellReader(catalog, problems)
                    .read(settings, seeds.get(0), cell.place())
                    .ifPresent(run -> drafts.add(
                            new Draft(cell.place(), cell.name(), cell.settings(), settings, run, Optional.empty())));
        }
        if ((long) drafts.size() * seeds.size() > MOST) {
            problems.add(
                    place,
                    String.format(
                            Locale.ROOT,
                            "cells times seeds are %,d x %,d runs, more than 10,000; give fewer",
                            drafts.size(),
                            seeds.size()));
            return List.of();
        }
        return requireDifferent(drafts, changes) ? CellNames.named(experiment, drafts, seeds) : List.of();
    }

    private void grid(
            Parts parts, List<Axis> axes, Overlay changes, long seed, List<Exclusion> mustMatch, List<Draft> drafts) {
        List<Exclusion> exclusions = parts.exclusions().orElse(List.of());
        Set<Exclusion> unused = new LinkedHashSet<>(mustMatch);
        Place place = axes.isEmpty() ? start : axes.get(axes.size() - 1).place();
        Set<String> decided = decided(axes);
        int all = 0;
        int excluded = 0;
        for (List<Integer> indices : product(axes)) {
            all++;
            Overlay own = overlay(axes, indices);
            Overlay settings = parts.base().under(own).under(changes);
            Problems its = new Problems();
            Optional<RunConfiguration> run = new CellReader(catalog, its).read(settings, seed, place);
            List<Exclusion> matching = exclusions.stream()
                    .filter(exclusion -> matches(exclusion, settings, run, seed))
                    .toList();
            unused.removeAll(matching);
            if (matching.isEmpty()) {
                problems.addAll(its);
                run.ifPresent(made -> drafts.add(new Draft(
                        place,
                        Optional.empty(),
                        own,
                        settings,
                        made,
                        Optional.of(place(axes, indices, decided, made)))));
            } else {
                excluded++;
            }
        }
        unused.forEach(exclusion -> problems.add(
                exclusion.place(), "this excludes nothing: no cell of the grid has all of these settings"));
        if (excluded == all) {
            problems.add(exclusions.get(0).place(), "all cells of the grid are excluded");
        }
    }

    /** Whether a cell has all settings of an exclusion, be it by default: whether setting them changes nothing. */
    private boolean matches(Exclusion exclusion, Overlay cell, Optional<RunConfiguration> run, long seed) {
        return cell.holds(exclusion.settings())
                || run.isPresent()
                        && new CellReader(catalog, new Problems())
                                .read(cell.under(exclusion.settings()), seed, start)
                                .equals(run);
    }

    /** For each cell, which value it has of each axis. The last axis changes first. */
    private static List<List<Integer>> product(List<Axis> axes) {
        List<List<Integer>> combinations = List.of(List.of());
        for (Axis axis : axes) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> combination : combinations) {
                for (int value = 0; value < axis.values().size(); value++) {
                    List<Integer> with = new ArrayList<>(combination);
                    with.add(value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Overlay overlay(List<Axis> axes, List<Integer> indices) {
        return order(axes).stream()
                .map(axis -> axes.get(axis).values().get(indices.get(axis)))
                .reduce(Overlay.NONE, Overlay::under);
    }

    /** An axis decides what any of its values names: where another says {@code skip: true}, this one says that it's false. */
    private static Set<String> decided(List<Axis> axes) {
        return axes.stream()
                .flatMap(axis -> axis.values().stream())
                .flatMap(value -> value.values().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static GridPlace place(List<Axis> axes, List<Integer> indices, Set<String> decided, RunConfiguration run) {
        Map<String, Integer> byPath = new LinkedHashMap<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            byPath.put(axes.get(axis).path(), indices.get(axis));
        }
        SortedSet<String> settings = new TreeSet<>(decided);
        settings.retainAll(run.settings().keySet());
        return new GridPlace(byPath, settings);
    }

    /** A group is laid down before a setting of it, and a name before its options, wherever they stand in the file. */
    private static List<Integer> order(List<Axis> axes) {
        return IntStream.range(0, axes.size())
                .boxed()
                .sorted(Comparator.comparing((Integer k) -> !axes.get(k).path().equals(PartsReader.BASE))
                        .thenComparing(k -> !axes.get(k).isGroup())
                        .thenComparing(k -> !axes.get(k).path().endsWith(".name")))
                .toList();
    }

    private boolean requireDifferent(List<Draft> drafts, Overlay changes) {
        Map<RunConfiguration, Draft> seen = new HashMap<>();
        Map<String, Draft> names = new HashMap<>();
        boolean different = true;
        for (Draft draft : drafts) {
            Draft first = seen.putIfAbsent(draft.run(), draft);
            if (first != null) {
                Place place = changes.values().values().stream()
                        .map(Given::key)
                        .findFirst()
                        .orElse(draft.line());
                problems.add(
                        place,
                        "two cells are the same run, " + draft.run().id() + ": " + described(first) + " and "
                                + described(draft) + "; remove one, or give only one of the settings");
                different = false;
            }
            if (draft.name().isPresent() && names.putIfAbsent(draft.name().get(), draft) != null) {
                problems.add(
                        draft.line(),
                        "two cells have the name \"" + draft.name().get() + "\"; rename one");
                different = false;
            }
        }
        return different;
    }

    private static String described(Draft draft) {
        return draft.name().map(name -> '"' + name + '"').orElseGet(() -> CellNames.given(draft));
    }
}
