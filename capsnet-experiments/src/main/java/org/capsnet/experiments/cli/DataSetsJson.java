// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.download.FileCheck;
import org.capsnet.experiments.terminal.JsonOutput;
import org.nd4j.shade.jackson.core.JsonGenerator;

/** Data sets for programs. */
final class DataSetsJson {

    private DataSetsJson() {}

    static void writeList(List<ImageDataSet> sets, DataSetFolders folders, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartArray();
            for (ImageDataSet set : sets) {
                json.writeStartObject();
                json.writeStringField("name", set.name());
                json.writeNumberField("train", set.trainCount());
                json.writeNumberField("test", set.testCount());
                json.writeArrayFieldStart("shape");
                json.writeNumber(set.shape().channels());
                json.writeNumber(set.shape().height());
                json.writeNumber(set.shape().width());
                json.writeEndArray();
                json.writeArrayFieldStart("classes");
                for (String name : set.classNames()) {
                    json.writeString(name);
                }
                json.writeEndArray();
                json.writeNumberField("bytes", set.downloadSize());
                Optional<Path> folder = folders.find(set);
                json.writeStringField("folder", folder.map(Path::toString).orElse(null));
                json.writeArrayFieldStart("files");
                for (DataSetFile file : set.files()) {
                    json.writeStartObject();
                    json.writeStringField("name", file.name());
                    json.writeNumberField("bytes", file.size());
                    json.writeStringField("sha256", file.sha256());
                    json.writeArrayFieldStart("mirrors");
                    for (URI mirror : file.mirrors()) {
                        json.writeString(mirror.toString());
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    static void writeVerified(List<DataVerifyCommand.Verified> results, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartArray();
            for (DataVerifyCommand.Verified result : results) {
                json.writeStartObject();
                json.writeStringField("name", result.set().name());
                json.writeStringField("folder", result.folder().toString());
                json.writeBooleanField("good", result.good());
                json.writeArrayFieldStart("files");
                for (FileCheck check : result.checks()) {
                    json.writeStartObject();
                    json.writeStringField("path", check.path().toString());
                    json.writeStringField(
                            "state",
                            check.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                    json.writeStringField("detail", check.detail());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }
}
