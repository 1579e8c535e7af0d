// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.experiments.training.EpochResult;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** What came of epochs, in checkpoints and in the status of a run. */
final class EpochResultsJson {

    private EpochResultsJson() {}

    static void put(ArrayNode array, List<EpochResult> epochs) {
        for (EpochResult epoch : epochs) {
            ObjectNode node = array.addObject();
            node.put("epoch", epoch.epoch());
            node.put("train_loss", epoch.trainLoss());
            epoch.validationAccuracy().ifPresent(accuracy -> node.put("validation_accuracy", accuracy));
            node.put("test_accuracy", epoch.testAccuracy());
            node.put("seconds", epoch.seconds());
        }
    }

    static List<EpochResult> parse(JsonNode array) {
        List<EpochResult> epochs = new ArrayList<>();
        for (JsonNode node : array) {
            epochs.add(new EpochResult(
                    node.get("epoch").asInt(),
                    node.get("train_loss").asDouble(),
                    node.has("validation_accuracy")
                            ? OptionalDouble.of(node.get("validation_accuracy").asDouble())
                            : OptionalDouble.empty(),
                    node.get("test_accuracy").asDouble(),
                    node.get("seconds").asDouble()));
        }
        return epochs;
    }
}
