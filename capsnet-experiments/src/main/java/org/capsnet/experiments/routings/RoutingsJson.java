// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.capsnet.routing.spi.OptionDescription;
import org.nd4j.shade.jackson.core.JsonEncoding;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** The list of routings for programs. Written token by token: binding objects would double the time of the command. */
public final class RoutingsJson {

    private RoutingsJson() {}

    /** An array over several lines. Leaves the stream open. */
    public static void write(List<RoutingDescription> routings, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartArray();
            for (RoutingDescription routing : routings) {
                json.writeStartObject();
                fields(json, routing);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    /** Leaves the stream open. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }

    /** Within an object. */
    static void fields(JsonGenerator json, RoutingDescription routing) throws IOException {
        json.writeStringField("name", routing.name());
        json.writeStringField("summary", routing.summary());
        json.writeStringField("paper", routing.paper());
        json.writeArrayFieldStart("options");
        for (OptionDescription option : routing.options()) {
            json.writeStartObject();
            json.writeStringField("name", option.name());
            json.writeStringField("default", option.defaultValue());
            json.writeStringField("type", option.type());
            json.writeStringField("range", option.range());
            json.writeStringField("meaning", option.meaning());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("published", routing.published());
        json.writeStringField("location", routing.location());
    }
}
