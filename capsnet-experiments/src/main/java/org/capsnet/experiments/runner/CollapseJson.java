// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.OptionalInt;
import org.capsnet.core.diagnosis.Collapse;
import org.capsnet.experiments.training.CollapseNote;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The collapse of a layer in a checkpoint. */
final class CollapseJson {

    private static final String RECOVERED = "recovered";

    private CollapseJson() {}

    static void put(ObjectNode node, CollapseNote note) {
        Collapse collapse = note.collapse();
        node.put("step", collapse.step());
        node.put("layer", collapse.layer());
        node.put("kind", collapse.kind().name());
        // As text, since JSON has no NaN.
        node.put("mean", String.valueOf(collapse.mean()));
        note.recovered().ifPresent(step -> node.put(RECOVERED, step));
    }

    static CollapseNote parse(JsonNode node) {
        return new CollapseNote(
                new Collapse(
                        node.get("step").asInt(),
                        node.get("layer").asText(),
                        Collapse.Kind.valueOf(node.get("kind").asText()),
                        Double.parseDouble(node.get("mean").asText())),
                node.has(RECOVERED) ? OptionalInt.of(node.get(RECOVERED).asInt()) : OptionalInt.empty());
    }
}
