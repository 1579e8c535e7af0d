// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Trees of JSON as text over several lines. */
public final class Json {

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return new ObjectMapper().createObjectNode();
    }

    /** As text, with an end of line. */
    public static String text(JsonNode root) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers has no reason to fail", e);
        }
    }

    static JsonNode parse(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
