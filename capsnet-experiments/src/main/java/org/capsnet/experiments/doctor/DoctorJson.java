// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.util.List;
import org.capsnet.core.diagnosis.CouplingFigures;
import org.capsnet.core.diagnosis.Finding;
import org.capsnet.core.diagnosis.GradientFigures;
import org.capsnet.core.diagnosis.LayerExamination;
import org.capsnet.core.diagnosis.LengthFigures;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Examinations for programs. Numbers that aren't finite are null. */
public final class DoctorJson {

    private DoctorJson() {}

    /** A JSON array with an object for each cell. */
    public static String of(List<ExaminedCell> cells) {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode root = mapper.createArrayNode();
        cells.forEach(cell -> put(cell, root.addObject()));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void put(ExaminedCell examined, ObjectNode node) {
        node.put("cell", examined.cell().name());
        node.put("id", examined.cell().id());
        node.put("seed", examined.cell().configuration().seed());
        node.put("healthy", examined.isHealthy());
        put(node, "loss", examined.examination().loss());
        ArrayNode layers = node.putArray("layers");
        examined.examination().layers().forEach(layer -> put(layer, layers.addObject()));
        ArrayNode trial = node.putArray("trial");
        examined.examination().trial().forEach(step -> {
            ObjectNode each = trial.addObject();
            put(each, "loss_after", step.lossAfter());
            ObjectNode lengths = each.putObject("lengths");
            step.lengths().forEach((layer, figures) -> put(figures, lengths.putObject(layer)));
        });
        SettingsWording wording = new SettingsWording(examined.cell().configuration());
        ArrayNode findings = node.putArray("findings");
        examined.examination().findings().forEach(finding -> put(finding, wording, findings.addObject()));
    }

    private static void put(LayerExamination layer, ObjectNode node) {
        node.put("index", layer.index());
        node.put("name", layer.name());
        node.put("capsules", layer.capsules());
        node.put("dimensions", layer.dimensions());
        layer.gain().ifPresent(gain -> put(node, "gain", gain));
        put(node, "jacobian", layer.jacobian());
        put(node, "sensitivity", layer.sensitivity());
        layer.lengths().ifPresent(lengths -> put(lengths, node.putObject("lengths")));
        layer.couplings().ifPresent(couplings -> put(couplings, node.putObject("couplings")));
        layer.gradient().ifPresent(gradient -> put(gradient, node.putObject("gradient")));
    }

    private static void put(LengthFigures lengths, ObjectNode node) {
        put(node, "mean", lengths.mean());
        put(node, "deviation", lengths.deviation());
        put(node, "dead", lengths.dead());
        put(node, "saturated", lengths.saturated());
        put(node, "variation", lengths.variation());
    }

    private static void put(CouplingFigures couplings, ObjectNode node) {
        put(node, "first_entropy", couplings.firstEntropy());
        put(node, "entropy", couplings.entropy());
        put(node, "largest", couplings.largest());
        put(node, "sum_over_outputs", couplings.sumOverOutputs());
    }

    private static void put(GradientFigures gradient, ObjectNode node) {
        put(node, "rms", gradient.rms());
        put(node, "largest", gradient.largest());
        put(node, "update", gradient.update());
        put(node, "moved", gradient.moved());
    }

    private static void put(Finding finding, SettingsWording wording, ObjectNode node) {
        node.put("diagnosis", finding.diagnosis().toString());
        node.put("layer", finding.layer());
        node.put("figures", finding.figures());
        node.put("cause", finding.cause());
        ArrayNode remedies = node.putArray("remedies");
        finding.remedies().forEach(remedy -> remedies.add(wording.of(remedy)));
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
