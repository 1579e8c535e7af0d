// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
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

    static CollapseNote parse(JsonNode node) throws IOException {
        try {
            return new CollapseNote(
                    new Collapse(
                            (int) Json.whole(node, "step"),
                            Json.string(node, "layer"),
                            Collapse.Kind.valueOf(Json.string(node, "kind")),
                            Double.parseDouble(Json.string(node, "mean"))),
                    node.has(RECOVERED) ? OptionalInt.of((int) Json.whole(node, RECOVERED)) : OptionalInt.empty());
        } catch (IllegalArgumentException e) {
            throw new IOException("a collapse has a kind or a mean that there isn't", e);
        }
    }
}
