// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Trees of JSON as text over several lines. */
public final class Json {

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

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

    /**
     * Reads an object.
     *
     * @throws IOException if it is anything else, or nothing
     */
    static ObjectNode parse(String text) throws IOException {
        if (text.isBlank()) {
            throw new IOException("it is empty");
        }
        return object(new ObjectMapper().readTree(text), "");
    }

    /** A field that must be there and be a text. */
    static String string(JsonNode node, String name) throws IOException {
        return required(node.path(name), JsonNode::isTextual, "a text", name).textValue();
    }

    /** A field that must be there and be a number; those that JSON doesn't know are written as texts. */
    static double number(JsonNode node, String name) throws IOException {
        JsonNode number = node.path(name);
        return required(number, each -> each.isNumber() || NOT_FINITE.contains(each.asText()), "a number", name)
                .asDouble();
    }

    /** A field that must be there and be a whole number. */
    static long whole(JsonNode node, String name) throws IOException {
        return required(node.path(name), JsonNode::isIntegralNumber, "a whole number", name)
                .longValue();
    }

    /** A field that must be there and be a list. */
    static JsonNode list(JsonNode node, String name) throws IOException {
        return required(node.path(name), JsonNode::isArray, "a list", name);
    }

    /** A field that must be there and be an object. */
    static ObjectNode object(JsonNode node, String name) throws IOException {
        return (ObjectNode) required(name.isEmpty() ? node : node.path(name), JsonNode::isObject, "an object", name);
    }

    private static JsonNode required(JsonNode node, Predicate<JsonNode> type, String what, String name)
            throws IOException {
        if (node.isMissingNode()) {
            throw new IOException("there is no \"" + name + "\" in it");
        }
        if (!type.test(node)) {
            throw new IOException((name.isEmpty() ? "it" : '"' + name + "\" in it") + " isn't " + what);
        }
        return node;
    }
}
