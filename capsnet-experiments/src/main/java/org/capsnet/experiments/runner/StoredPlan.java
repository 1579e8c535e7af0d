// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.capsnet.experiments.experiment.Experiment;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The runs of an experiment, as the folder of its results remembers them.
 *
 * @param name of the experiment
 * @param file that was run, as it was typed; empty if an older program didn't note it
 * @param runs in the order of the file
 */
record StoredPlan(String name, Optional<String> file, List<StoredRun> runs) {

    private static final String FILE = "file";

    StoredPlan {
        runs = List.copyOf(runs);
    }

    static StoredPlan of(Experiment experiment, Path file) {
        return new StoredPlan(
                experiment.name(),
                Optional.of(file.toString()),
                experiment.cells().stream().map(StoredRun::of).toList());
    }

    String json() {
        ObjectNode root = Json.object();
        root.put("name", name);
        file.ifPresent(path -> root.put(FILE, path));
        ArrayNode array = root.putArray("runs");
        for (StoredRun run : runs) {
            ObjectNode node = array.addObject();
            node.put("id", run.id());
            node.put("name", run.name());
            node.put("seed", run.seed());
            ObjectNode settings = node.putObject("settings");
            run.settings().forEach(settings::put);
        }
        return Json.text(root);
    }

    static StoredPlan parse(String text) throws IOException {
        JsonNode root = Json.parse(text);
        List<StoredRun> runs = new ArrayList<>();
        for (JsonNode node : Json.list(root, "runs")) {
            runs.add(new StoredRun(
                    Json.string(node, "id"),
                    Json.string(node, "name"),
                    Json.whole(node, "seed"),
                    texts(Json.object(node, "settings"))));
        }
        return new StoredPlan(
                Json.string(root, "name"), Optional.ofNullable(root.path(FILE).textValue()), runs);
    }

    private static SortedMap<String, String> texts(JsonNode node) {
        SortedMap<String, String> values = new TreeMap<>();
        node.fields()
                .forEachRemaining(
                        field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    /** Whether every run of another plan is in this one. Its settings may still differ, by those that came later. */
    boolean hasAllOf(StoredPlan other) {
        return ids().containsAll(other.ids());
    }

    /** How another plan, with other runs, differs from this one, for people. */
    String changesIn(StoredPlan other) {
        Map<String, Set<String>> before = values();
        Map<String, Set<String>> now = other.values();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        String changes = names.stream()
                .filter(name -> !before.getOrDefault(name, Set.of()).equals(now.getOrDefault(name, Set.of())))
                .map(name -> name + " was " + text(before.get(name)) + ", is now " + text(now.get(name)))
                .collect(Collectors.joining("; "));
        return changes.isEmpty() ? "the same values are combined in other ways" : changes;
    }

    private Set<String> ids() {
        return runs.stream().map(StoredRun::id).collect(Collectors.toSet());
    }

    private Map<String, Set<String>> values() {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (StoredRun run : runs) {
            values.computeIfAbsent(RunConfiguration.SEED, key -> new LinkedHashSet<>())
                    .add(String.valueOf(run.seed()));
            run.settings()
                    .forEach((name, value) -> values.computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .add(value));
        }
        return values;
    }

    private static String text(Set<String> values) {
        return values == null ? "absent" : String.join(", ", values);
    }
}
