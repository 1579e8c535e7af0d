// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.capsnet.experiments.terminal.JsonOutput;
import org.capsnet.routing.spi.OptionDescription;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** The list of routings for programs. */
public final class RoutingsJson {

    private RoutingsJson() {}

    /** An array over several lines. Leaves the stream open. */
    public static void write(List<RoutingDescription> routings, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
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
