// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What is kept of an examination in the folder of a run.
 *
 * @param epochs how many the network had been trained for
 * @param layers from below to above
 * @param findings why it won't train, each in a line; none if nothing was found, or looked for
 */
public record ExaminationRecord(int epochs, List<LayerFigures> layers, List<String> findings) {

    /** Keeps copies of the lists. */
    public ExaminationRecord {
        layers = List.copyOf(layers);
        findings = List.copyOf(findings);
    }

    /**
     * Of an examination before training.
     *
     * @param configuration of the run, for remedies
     */
    public static ExaminationRecord of(NetworkExamination examination, RunConfiguration configuration) {
        SettingsWording wording = new SettingsWording(configuration);
        return new ExaminationRecord(
                0,
                layers(examination),
                examination.findings().stream()
                        .map(finding -> finding.text(wording::of))
                        .toList());
    }

    /** Of a network that was only {@linkplain Doctor#measure measured}, after so many epochs. */
    public static ExaminationRecord measured(int epochs, NetworkExamination examination) {
        return new ExaminationRecord(epochs, layers(examination), List.of());
    }

    private static List<LayerFigures> layers(NetworkExamination examination) {
        return examination.layers().stream().map(LayerFigures::of).toList();
    }

    /** Writes this into an object. */
    public void writeTo(ObjectNode node) {
        node.put("epochs", epochs);
        ArrayNode list = node.putArray("layers");
        for (LayerFigures layer : layers) {
            ObjectNode each = list.addObject();
            each.put("layer", layer.layer());
            layer.figures().forEach(each::put);
        }
        ArrayNode texts = node.putArray("findings");
        findings.forEach(texts::add);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IOException if something is missing
     */
    public static ExaminationRecord read(JsonNode node) throws IOException {
        if (!node.path("epochs").isInt()
                || !node.path("layers").isArray()
                || !node.path("findings").isArray()) {
            throw new IOException("an examination has no epochs, layers or findings");
        }
        List<LayerFigures> layers = new ArrayList<>();
        for (JsonNode each : node.get("layers")) {
            Map<String, Double> figures = new LinkedHashMap<>();
            for (String name : LayerFigures.NAMES) {
                if (each.path(name).isNumber()) {
                    figures.put(name, each.get(name).asDouble());
                }
            }
            layers.add(new LayerFigures(each.path("layer").asText(), figures));
        }
        List<String> findings = new ArrayList<>();
        node.get("findings").forEach(text -> findings.add(text.asText()));
        return new ExaminationRecord(node.get("epochs").asInt(), layers, findings);
    }
}
