// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
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

    static List<EpochResult> parse(JsonNode array) throws IOException {
        List<EpochResult> epochs = new ArrayList<>();
        for (JsonNode node : array) {
            epochs.add(new EpochResult(
                    (int) Json.whole(node, "epoch"),
                    Json.number(node, "train_loss"),
                    node.has("validation_accuracy")
                            ? OptionalDouble.of(Json.number(node, "validation_accuracy"))
                            : OptionalDouble.empty(),
                    Json.number(node, "test_accuracy"),
                    Json.number(node, "seconds")));
        }
        return epochs;
    }
}
