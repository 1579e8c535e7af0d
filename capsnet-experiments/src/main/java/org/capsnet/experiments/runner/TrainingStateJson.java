// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.capsnet.experiments.training.GradientRange;
import org.capsnet.experiments.training.TrainingState;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A training's state in a checkpoint. Numbers are written so that they are read again to the last bit. */
final class TrainingStateJson {

    private static final String COLLAPSE = "collapse";
    private static final String GRADIENT_MIN = "step_gradient_min";
    private static final String GRADIENT_MAX = "step_gradient_max";

    private TrainingStateJson() {}

    static String text(TrainingState state) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        EpochResultsJson.put(root.putArray("epochs"), state.epochs());
        root.put("step", state.step());
        put(root.putArray("step_losses"), state.stepLosses());
        put(
                root.putArray(GRADIENT_MIN),
                state.stepGradients().stream().map(GradientRange::min).toList());
        put(
                root.putArray(GRADIENT_MAX),
                state.stepGradients().stream().map(GradientRange::max).toList());
        put(root.putArray("step_seconds"), state.stepSeconds());
        root.put("epoch_loss", state.epochLoss());
        root.put("epoch_images", state.epochImages());
        root.put("epoch_seconds", state.epochSeconds());
        root.put("seconds", state.seconds());
        state.collapse().ifPresent(collapse -> CollapseJson.put(root.putObject(COLLAPSE), collapse));
        return mapper.writeValueAsString(root);
    }

    static TrainingState parse(String text) throws IOException {
        JsonNode root = Json.parse(text);
        List<Double> losses = doubles(root, "step_losses");
        return new TrainingState(
                EpochResultsJson.parse(Json.list(root, "epochs")),
                (int) Json.whole(root, "step"),
                losses,
                gradients(root, losses.size()),
                doubles(root, "step_seconds"),
                Json.number(root, "epoch_loss"),
                Json.whole(root, "epoch_images"),
                Json.number(root, "epoch_seconds"),
                Json.number(root, "seconds"),
                root.has(COLLAPSE) ? Optional.of(CollapseJson.parse(root.get(COLLAPSE))) : Optional.empty());
    }

    private static void put(ArrayNode array, List<Double> values) {
        values.forEach(array::add);
    }

    /** A checkpoint from before they were kept has none; the run goes on all the same. */
    private static List<GradientRange> gradients(JsonNode root, int steps) throws IOException {
        if (!root.has(GRADIENT_MIN)) {
            return Collections.nCopies(steps, GradientRange.UNKNOWN);
        }
        List<Double> min = doubles(root, GRADIENT_MIN);
        List<Double> max = doubles(root, GRADIENT_MAX);
        if (min.size() != steps || max.size() != steps) {
            throw new IOException("the gradients aren't those of " + steps + " steps");
        }
        return IntStream.range(0, steps)
                .mapToObj(step -> new GradientRange(min.get(step), max.get(step)))
                .toList();
    }

    private static List<Double> doubles(JsonNode root, String name) throws IOException {
        List<Double> values = new ArrayList<>();
        Json.list(root, name).forEach(value -> values.add(value.asDouble()));
        return values;
    }
}
