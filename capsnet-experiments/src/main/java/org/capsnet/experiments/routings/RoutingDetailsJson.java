// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.Transformation;
import org.capsnet.experiments.terminal.JsonOutput;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** A routing in full, for programs. */
public final class RoutingDetailsJson {

    private RoutingDetailsJson() {}

    /** An object: what the list has of it, {@code needs}, {@code needs_as_published} and {@code yaml}. */
    public static void write(RoutingDetails details, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartObject();
            RoutingsJson.fields(json, details.description());
            needs(json, "needs", details.byDefault());
            needs(json, "needs_as_published", details.published());
            json.writeStringField("yaml", details.yaml());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void needs(JsonGenerator json, String name, RoutingNeeds needs) throws IOException {
        json.writeObjectFieldStart(name);
        Transformation transformation = needs.traits().transformation();
        json.writeStringField("transformation", text(transformation));
        if (transformation instanceof Transformation.Matrices matrices) {
            json.writeNumberField("matrix_size", matrices.size());
        }
        json.writeBooleanField("votes_array", needs.traits().votesArray());
        if (needs.reads().isPresent()) {
            json.writeBooleanField("input_activations", needs.reads().get().activations());
            json.writeBooleanField("input_places", needs.reads().get().places());
        } else {
            json.writeNullField("input_activations");
            json.writeNullField("input_places");
        }
        json.writeBooleanField("input_order", !needs.traits().permutable());
        json.writeStringField("couplings", text(needs.traits().couplings()));
        json.writeStringField("activation", text(needs.traits().activation()));
        parameters(json, needs);
        json.writeEndObject();
    }

    private static void parameters(JsonGenerator json, RoutingNeeds needs) throws IOException {
        CapsuleShape example = needs.example();
        json.writeObjectFieldStart("example");
        json.writeNumberField("inputs", example.inputs());
        json.writeNumberField("input_dimension", example.inputDimension());
        json.writeNumberField("outputs", example.outputs());
        json.writeNumberField("output_dimension", example.outputDimension());
        json.writeEndObject();
        json.writeArrayFieldStart("parameters");
        for (RoutingParameter parameter : needs.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("kind", text(parameter.kind()));
            json.writeFieldName("shape");
            json.writeArray(parameter.sizes(), 0, parameter.sizes().length);
            json.writeNumberField("initial_mean", parameter.initial().mean());
            json.writeNumberField("initial_deviation", parameter.initial().deviation());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String text(Transformation transformation) {
        return transformation.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
