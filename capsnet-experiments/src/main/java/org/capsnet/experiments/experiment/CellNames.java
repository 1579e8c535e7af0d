// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.capsnet.experiments.experiment.CellList.Draft;
import org.capsnet.experiments.network.CapsuleStage;

/** What tells cells from each other. */
final class CellNames {

    private static final int LONGEST = 80;

    private CellNames() {}

    /** Each cell with each seed. */
    static List<Cell> named(String experiment, List<Draft> drafts, List<Long> seeds) {
        Set<String> differing = differing(drafts);
        Set<String> taken = new HashSet<>();
        List<Cell> cells = new ArrayList<>();
        for (Draft draft : drafts) {
            SortedMap<String, String> differences = new TreeMap<>();
            differing.forEach(path -> differences.put(path, value(draft, path)));
            String name = slug(draft.name().orElseGet(() -> name(experiment, draft, differences)));
            if (!taken.add(name)) {
                name += "_" + draft.run().id();
                taken.add(name);
            }
            for (long seed : seeds) {
                cells.add(new Cell(name, draft.run().withSeed(seed), differences, draft.place()));
            }
        }
        return cells;
    }

    /** The settings that a cell gives itself, for messages. */
    static String given(Draft draft) {
        if (draft.own().values().isEmpty()) {
            return "the base";
        }
        return draft.own().values().keySet().stream()
                .map(path -> path + " " + value(draft, path))
                .collect(Collectors.joining(", "));
    }

    private static Set<String> differing(List<Draft> drafts) {
        Set<String> given = new TreeSet<>();
        drafts.forEach(draft -> given.addAll(draft.own().values().keySet()));
        Set<String> differing = new LinkedHashSet<>();
        for (String path : given) {
            if (drafts.stream().map(draft -> value(draft, path)).distinct().count() > 1) {
                differing.add(path);
            }
        }
        return differing;
    }

    /** As short as it can be; empty if the cell has no such setting. */
    private static String value(Draft draft, String path) {
        if (path.equals(Setting.STAGES.path())) {
            return text(draft.run().network().stages());
        }
        if (path.equals(Setting.LITERAL.path())) {
            return String.valueOf(draft.settings().get(Setting.LITERAL).orElse(false));
        }
        return draft.run().settings().getOrDefault(path, "");
    }

    /** Only what the cell gives itself: that others differ from the base in more is told by their names. */
    private static String name(String experiment, Draft draft, Map<String, String> differences) {
        String name = differences.entrySet().stream()
                .filter(difference -> draft.own().values().containsKey(difference.getKey()))
                .filter(difference -> !difference.getValue().isEmpty())
                .map(difference -> label(difference.getKey(), difference.getValue(), ""))
                .collect(Collectors.joining("_"));
        return name.isEmpty() ? experiment : name;
    }

    /**
     * A word speaks for itself, but a number or truth value needs the setting's name.
     *
     * @param between what stands between the name and the value
     */
    static String label(String path, String value, String between) {
        boolean word = !value.matches("[-\\d].*|true|false|[a-z]");
        return word ? value : path.substring(path.lastIndexOf('.') + 1) + between + value;
    }

    /** {@code 256x16 10x16}. */
    static String text(List<CapsuleStage> stages) {
        return stages.stream()
                .map(stage -> stage.capsules() + "x" + stage.dimensions())
                .collect(Collectors.joining(" "));
    }

    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("^[-.]+|-+$", "");
        String fitting = slug.substring(0, Math.min(LONGEST, slug.length()));
        return fitting.isEmpty() ? "cell" : fitting;
    }
}
