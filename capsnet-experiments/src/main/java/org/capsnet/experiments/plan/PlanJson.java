// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.experiment.SettingJson;
import org.capsnet.experiments.terminal.JsonOutput;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** The runs of an experiment for programs. */
public final class PlanJson {

    private PlanJson() {}

    /** An array of objects. Leaves the stream open. */
    public static void write(List<PlannedRun> runs, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartArray();
            for (PlannedRun run : runs) {
                write(run, json);
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private static void write(PlannedRun run, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", run.cell().id());
        json.writeStringField("name", run.cell().name());
        json.writeNumberField("seed", run.cell().configuration().seed());
        json.writeArrayFieldStart("differences");
        for (String path : run.cell().differences().keySet()) {
            json.writeString(path);
        }
        json.writeEndArray();
        json.writeNumberField("parameters", run.parameters());
        if (run.forecast().isPresent()) {
            json.writeNumberField("seconds", run.forecast().get().seconds());
            json.writeNumberField("bytes", run.forecast().get().bytes());
        }
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting :
                run.cell().configuration().settings().entrySet()) {
            json.writeFieldName(setting.getKey());
            json.writeRawValue(SettingJson.text(setting.getValue()));
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
