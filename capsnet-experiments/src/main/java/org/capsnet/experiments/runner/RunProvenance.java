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

    private static final Set<String> DECISIVE = Set.of("backend", "data_type", "processor", "threads");

    private RunProvenance() {}

    /**
     * Writes the file, and beside it how the source differs from its commit. Earlier processes that had a part in the run stay
     * in it as sessions.
     *
     * @param steps how many were done before; with none the run begins anew
     */
    static void write(
            RunFolder folder,
            RunConfiguration configuration,
            TrainingPlan plan,
            String command,
            OffsetDateTime started,
            int steps,
            Surroundings surroundings)
            throws IOException {
        ObjectNode root = Json.object();
        root.put("id", configuration.id());
        root.put("command", command);
        root.put("started", started.toString());
        ArrayNode sessions = root.putArray("sessions");
        if (steps > 0) {
            read(folder).ifPresent(before -> before.sessions().forEach(session -> put(sessions.addObject(), session)));
        }
        put(
                sessions.addObject(),
                new RunOrigin.Session(
                        started.toString(),
                        steps,
                        command,
                        surroundings.tree().commit(),
                        !surroundings.tree().diff().isEmpty()));
        ObjectNode settings = root.putObject("configuration");
        configuration.settings().forEach(settings::put);
        ObjectNode seeds = root.putObject("seeds");
        seeds.put("initialization", configuration.seed());
        seeds.put("shuffle", configuration.seed());
        seeds.put("shift", configuration.seed());
        seeds.put("note", "three generators of their own; order and shifts follow from seed, epoch and image");
        WorkingTree tree = surroundings.tree();
        ObjectNode git = root.putObject("git");
        git.put("commit", tree.commit().orElse(null));
        git.put("changed", !tree.diff().isEmpty());
        git.put("diff", tree.diff().isEmpty() ? null : RunFolder.DIFF);
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
        folder.write(RunFolder.PROVENANCE, Json.text(root));
        if (!tree.diff().isEmpty()) {
            folder.write(RunFolder.DIFF, tree.diff());
        }
    }

    /** Adds when and how the run ended, all its processes together. */
    static void end(RunFolder folder, OffsetDateTime ended, RunStatus status) throws IOException {
        ObjectNode root = (ObjectNode) Json.parse(Files.readString(folder.file(RunFolder.PROVENANCE)));
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
                        node.path("changed").asBoolean())));
        if (sessions.isEmpty()) {
            sessions.add(new RunOrigin.Session(
                    root.path("started").asText(),
                    0,
                    root.path("command").asText(),
                    Optional.ofNullable(root.path("git").path("commit").textValue()),
                    root.path("git").path("changed").asBoolean()));
        }
        return sessions;
    }

    private static void put(ObjectNode node, RunOrigin.Session session) {
        node.put("started", session.started());
        node.put("from_step", session.fromStep());
        node.put("command", session.command());
        node.put("commit", session.commit().orElse(null));
        node.put("changed", session.changed());
    }

    /**
     * Reads the file.
     *
     * @return nothing if there is none
     * @throws UserError if it can't be read
     */
    static Optional<RunOrigin> read(RunFolder folder) {
        Path file = folder.file(RunFolder.PROVENANCE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = Json.parse(Files.readString(file));
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
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** What isn't as it was in the surroundings and the data of two runs, a line each; nothing if one has no file. */
    static List<String> differences(RunFolder before, RunFolder now) throws IOException {
        if (!Files.exists(before.file(RunFolder.PROVENANCE)) || !Files.exists(now.file(RunFolder.PROVENANCE))) {
            return List.of();
        }
        JsonNode was = Json.parse(Files.readString(before.file(RunFolder.PROVENANCE)));
        JsonNode is = Json.parse(Files.readString(now.file(RunFolder.PROVENANCE)));
        List<String> lines = new ArrayList<>();
        for (String part : List.of("environment", "jars", "git", "data")) {
            lines.addAll(Surroundings.differences(flat(was.path(part)), flat(is.path(part))));
        }
        return lines;
    }

    /** What isn't as it was when a run began, and may change its last digits; a line each. */
    static List<String> changedSince(RunFolder folder, Surroundings now) throws IOException {
        JsonNode was = Json.parse(Files.readString(folder.file(RunFolder.PROVENANCE)));
        Map<String, String> before = flat(was.path("environment"));
        Map<String, String> after = new TreeMap<>(now.facts());
        before.keySet().retainAll(DECISIVE);
        after.keySet().retainAll(DECISIVE);
        List<String> lines = new ArrayList<>(Surroundings.differences(before, after));
        List<String> jars =
                Surroundings.changed(flat(was.path("jars")), now.jars()).toList();
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
