// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.report.ImagesDescription;
import org.capsnet.experiments.training.TrainingPlan;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** How a run came about: its {@code provenance.json}, in the form of {@code provenance.schema.json}. */
final class RunProvenance {

    private static final Set<String> DECISIVE = Set.of("backend", "data_type", RunOrigin.GPUS, "processor", "threads");

    private static final String DIFF = "diff";

    private RunProvenance() {}

    /**
     * Writes the file, and beside it how the source differs from its commit. Differences that no session had are removed.
     *
     * @param earlier the processes that had a part in the run before; none if it begins anew
     * @param steps how many they did
     */
    static void write(
            RunFolder folder,
            RunConfiguration configuration,
            TrainingPlan plan,
            String command,
            OffsetDateTime started,
            List<RunOrigin.Session> earlier,
            int steps,
            Surroundings surroundings)
            throws IOException {
        WorkingTree tree = surroundings.tree();
        RunOrigin.Session now = new RunOrigin.Session(
                started.toString(), steps, command, tree.commit(), RunFolder.changes(tree.diff()));
        List<RunOrigin.Session> all = new ArrayList<>(earlier);
        all.add(now);
        ObjectNode root = Json.object();
        root.put("id", configuration.id());
        root.put("command", command);
        root.put("started", started.toString());
        ArrayNode sessions = root.putArray("sessions");
        all.forEach(session -> put(sessions.addObject(), session));
        ObjectNode settings = root.putObject("configuration");
        configuration.settings().forEach(settings::put);
        ObjectNode seeds = root.putObject("seeds");
        seeds.put("initialization", configuration.seed());
        seeds.put("shuffle", configuration.seed());
        seeds.put("shift", configuration.seed());
        seeds.put("note", "three generators of their own; order and shifts follow from seed, epoch and image");
        ObjectNode git = root.putObject("git");
        putTree(git, now);
        git.put("reason", tree.reason().isEmpty() ? null : tree.reason());
        ObjectNode data = root.putObject("data");
        put(data.putObject("train"), ImagesDescription.of(plan.data().train()));
        plan.validation().ifPresent(images -> put(data.putObject("validation"), ImagesDescription.of(images)));
        put(data.putObject("test"), ImagesDescription.of(plan.data().test()));
        ObjectNode environment = root.putObject("environment");
        surroundings.facts().forEach(environment::put);
        ObjectNode jars = root.putObject("jars");
        surroundings.jars().forEach(jars::put);
        boolean deterministic = Surroundings.isDeterministic();
        root.put("deterministic", deterministic);
        root.put(
                "deterministic_reason",
                deterministic
                        ? "ND4J's CPU backend adds in one order for one number of threads on one kind of processor"
                        : "this backend may add in another order each time");
        if (now.changes().isPresent()) {
            folder.write(now.changes().get(), tree.diff());
        }
        folder.write(RunFolder.PROVENANCE, Json.text(root));
        folder.deleteChangesBut(
                all.stream().flatMap(session -> session.changes().stream()).toList());
    }

    /** Adds when and how the run ended, all its processes together. */
    static void end(RunFolder folder, OffsetDateTime ended, RunStatus status) throws IOException {
        ObjectNode root = root(folder);
        root.put("ended", ended.toString());
        root.put("seconds", status.seconds());
        root.put("parameters", status.parameters());
        folder.write(RunFolder.PROVENANCE, Json.text(root));
    }

    /** Those that the file tells of; of one that an older program wrote, the last. */
    private static List<RunOrigin.Session> sessions(JsonNode root) {
        List<RunOrigin.Session> sessions = new ArrayList<>();
        root.path("sessions")
                .forEach(node -> sessions.add(new RunOrigin.Session(
                        node.path("started").asText(),
                        node.path("from_step").asInt(),
                        node.path("command").asText(),
                        Optional.ofNullable(node.path("commit").textValue()),
                        changes(node))));
        if (sessions.isEmpty()) {
            sessions.add(new RunOrigin.Session(
                    root.path("started").asText(),
                    0,
                    root.path("command").asText(),
                    Optional.ofNullable(root.path("git").path("commit").textValue()),
                    changes(root.path("git"))));
        }
        return sessions;
    }

    /** An older program had one file for all sessions, and didn't name it in each. */
    private static Optional<String> changes(JsonNode node) {
        return node.path("changed").asBoolean()
                ? Optional.of(node.path(DIFF).asText(RunFolder.CHANGES_OF_ALL))
                : Optional.empty();
    }

    private static void put(ObjectNode node, RunOrigin.Session session) {
        node.put("started", session.started());
        node.put("from_step", session.fromStep());
        node.put("command", session.command());
        putTree(node, session);
    }

    private static void putTree(ObjectNode node, RunOrigin.Session session) {
        node.put("commit", session.commit().orElse(null));
        node.put("changed", session.changes().isPresent());
        node.put(DIFF, session.changes().orElse(null));
    }

    /**
     * Reads the file.
     *
     * @return nothing if there is none
     * @throws UserError if it can't be read
     */
    static Optional<RunOrigin> read(RunFolder folder) {
        if (!Files.exists(folder.file(RunFolder.PROVENANCE))) {
            return Optional.empty();
        }
        JsonNode root = root(folder);
        List<RunOrigin.Images> images = new ArrayList<>();
        for (String part : List.of("train", "validation", "test")) {
            JsonNode node = root.path("data").path(part);
            if (node.isObject()) {
                images.add(new RunOrigin.Images(
                        part,
                        node.path("name").asText(),
                        node.path("images").asInt(),
                        node.path("sha256").asText()));
            }
        }
        return Optional.of(new RunOrigin(
                sessions(root),
                images,
                flat(root.path("environment")),
                flat(root.path("jars")),
                root.has("deterministic")
                        ? Optional.of(root.get("deterministic").asBoolean())
                        : Optional.empty(),
                root.path("deterministic_reason").asText()));
    }

    private static ObjectNode root(RunFolder folder) {
        Path file = folder.file(RunFolder.PROVENANCE);
        try {
            return Json.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** What isn't as it was in the surroundings and the data of two runs, a line each; nothing if one has no file. */
    static List<String> differences(RunFolder before, RunFolder now) {
        if (!Files.exists(before.file(RunFolder.PROVENANCE)) || !Files.exists(now.file(RunFolder.PROVENANCE))) {
            return List.of();
        }
        JsonNode was = root(before);
        JsonNode is = root(now);
        List<String> lines = new ArrayList<>();
        for (String part : List.of("environment", "jars", "git", "data")) {
            lines.addAll(Surroundings.differences(flat(was.path(part)), flat(is.path(part))));
        }
        return lines;
    }

    /** What isn't as it was when a run began, and may change its last digits; a line each. */
    static List<String> changedSince(RunOrigin origin, Surroundings now) {
        Map<String, String> before = new TreeMap<>(origin.environment());
        Map<String, String> after = new TreeMap<>(now.facts());
        before.keySet().retainAll(DECISIVE);
        after.keySet().retainAll(DECISIVE);
        if (!before.containsKey(RunOrigin.GPUS)) {
            // Whether there was one, the backend tells.
            after.remove(RunOrigin.GPUS);
        }
        List<String> lines = new ArrayList<>(Surroundings.differences(before, after));
        List<String> jars = Surroundings.changed(origin.jars(), now.jars()).toList();
        if (!jars.isEmpty()) {
            lines.add("other jars: " + String.join(", ", jars));
        }
        return lines;
    }

    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> values = new TreeMap<>();
        node.fields().forEachRemaining(field -> {
            if (field.getValue().isObject()) {
                flat(field.getValue()).forEach((name, value) -> values.put(field.getKey() + " " + name, value));
            } else {
                values.put(field.getKey(), field.getValue().asText());
            }
        });
        return values;
    }

    private static void put(ObjectNode node, ImagesDescription images) {
        node.put("name", images.name());
        node.put("source", images.source());
        node.put("images", images.images());
        node.put("sha256", images.sha256());
    }
}
