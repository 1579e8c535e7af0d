// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.List;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.RunProblem;
import org.capsnet.experiments.training.RunResult;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Results for programs, with the names of the CSV columns. */
public final class ResultsJson {

    private ResultsJson() {}

    /** An object over several lines; the accuracy of a run that ended before its time is null. */
    public static String text(Provenance provenance, List<RunResult> results) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("command", provenance.command());
        root.put("started", provenance.started().toString());
        root.put("seed", provenance.seed());
        root.put("epochs", provenance.epochs());
        root.put("batch_size", provenance.batchSize());
        root.put("network", provenance.network());
        root.put("optimizer", provenance.optimizer());
        put(root.putObject("train"), provenance.train());
        put(root.putObject("test"), provenance.test());
        ObjectNode machine = root.putObject("machine");
        machine.put("processor", provenance.machine().processor());
        machine.put("cores", provenance.machine().cores());
        machine.put("threads", provenance.machine().threads());
        machine.put("system", provenance.machine().system());
        provenance.machine().gpus().forEach(machine.putArray("gpus")::add);
        ArrayNode software = root.putArray("software");
        provenance.software().forEach(software::add);
        root.put("warning", provenance.warning().orElse(null));
        ArrayNode runs = root.putArray("runs");
        results.forEach(result -> put(runs.addObject(), result));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers has no reason to fail", e);
        }
    }

    private static void put(ObjectNode node, ImagesDescription images) {
        node.put("name", images.name());
        node.put("source", images.source());
        node.put("images", images.images());
        node.put("sha256", images.sha256());
    }

    private static void put(ObjectNode node, RunResult result) {
        node.put("routing", result.routing());
        node.put("options", result.options());
        node.put("seed", result.seed());
        node.put("parameters", result.parameters());
        if (result.testAccuracy().isPresent()) {
            node.put("test_accuracy", result.testAccuracy().getAsDouble());
        } else {
            node.putNull("test_accuracy");
        }
        node.put("seconds_per_step", result.secondsPerStep());
        node.put("seconds", result.seconds());
        node.put("status", result.status());
        node.put("problem", result.problem().map(RunProblem::explanation).orElse(null));
        ArrayNode epochs = node.putArray("epoch_results");
        for (EpochResult epoch : result.epochs()) {
            ObjectNode one = epochs.addObject();
            one.put("epoch", epoch.epoch());
            one.put("train_loss", epoch.trainLoss());
            one.put("test_accuracy", epoch.testAccuracy());
            one.put("seconds", epoch.seconds());
        }
    }
}
