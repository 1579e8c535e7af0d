// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.terminal.JsonOutput;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** The runs of an experiment for programs. */
public final class PlanJson {

    private static final String STAGES = "network.stages";
    /** What YAML and JSON write alike. */
    private static final String NUMBER_TRUTH_OR_QUOTED = "-?\\d+(\\.\\d+)?(E[-+]?\\d+)?|true|false|\".*\"";

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
            value(run, setting.getKey(), setting.getValue(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void value(PlannedRun run, String path, String value, JsonGenerator json) throws IOException {
        if (path.equals(STAGES)) {
            json.writeStartArray();
            for (CapsuleStage stage : run.cell().configuration().network().stages()) {
                json.writeStartObject();
                json.writeNumberField("capsules", stage.capsules());
                json.writeNumberField("dimensions", stage.dimensions());
                json.writeEndObject();
            }
            json.writeEndArray();
        } else if (value.matches(NUMBER_TRUTH_OR_QUOTED)) {
            json.writeRawValue(value);
        } else {
            json.writeString(value);
        }
    }
}
