// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.capsnet.experiments.forecast.Forecast;
import org.capsnet.experiments.forecast.LayerForecast;
import org.capsnet.experiments.forecast.MemoryForecast;
import org.capsnet.experiments.terminal.JsonOutput;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** Forecasts for programs; memory in bytes. */
final class ForecastJson {

    private ForecastJson() {}

    static void write(List<Forecast> forecasts, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartArray();
            for (Forecast forecast : forecasts) {
                write(forecast, json);
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private static void write(Forecast forecast, JsonGenerator json) throws IOException {
        MemoryForecast memory = forecast.memory();
        json.writeStartObject();
        json.writeStringField("routing", forecast.routing().name());
        json.writeStringField("options", forecast.routing().options());
        json.writeNumberField("parameters", forecast.parameters());
        json.writeNumberField("batch", forecast.batchSize());
        json.writeNumberField("micro_batch", forecast.microBatch());
        json.writeNumberField("seconds_per_step", forecast.secondsPerStep());
        json.writeObjectFieldStart("memory");
        json.writeNumberField("total", memory.total().bytes());
        json.writeNumberField("parameters", memory.parameters());
        json.writeNumberField("gradients", memory.gradients());
        json.writeNumberField("updater", memory.updater());
        json.writeNumberField("images", memory.images());
        json.writeNumberField("activations", memory.activations());
        json.writeNumberField("program", memory.program());
        json.writeEndObject();
        json.writeArrayFieldStart("layers");
        for (LayerForecast layer : forecast.layers()) {
            json.writeStartObject();
            json.writeStringField("name", layer.name());
            json.writeNumberField("parameters", layer.parameters());
            json.writeNumberField("memory", layer.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
