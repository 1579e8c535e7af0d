// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.List;
import org.capsnet.experiments.report.Machine;
import org.capsnet.experiments.report.MachineJson;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The cost of a step for programs. */
public final class StepCostJson {

    private StepCostJson() {}

    /**
     * An object over several lines.
     *
     * @param command the command line
     * @param software names and versions, one a line
     */
    public static String text(StepBenchPlan plan, StepCost cost, String command, List<String> software) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("command", command);
        MachineJson.put(root.putObject("machine"), Machine.here());
        ArrayNode versions = root.putArray("software");
        software.forEach(versions::add);
        root.put("routing", plan.routing().name());
        root.put("network", plan.network().fitting(plan.routing().routing()).summary());
        root.put("batch_size", plan.batch());
        root.put("inference", plan.inference());
        root.put("parameters", cost.parameters());
        ArrayNode seconds = root.putArray("seconds");
        cost.seconds().forEach(seconds::add);
        if (cost.peakBytes().isPresent()) {
            root.put("peak_bytes", cost.peakBytes().getAsLong());
        } else {
            root.putNull("peak_bytes");
        }
        ArrayNode layers = root.putArray("layers");
        for (StepCost.LayerCost layer : cost.layers()) {
            ObjectNode node = layers.addObject();
            node.put("name", layer.name());
            node.put("parameters", layer.parameters());
            node.put("forward_seconds", layer.forward());
            node.put("backward_seconds", layer.backward());
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers has no reason to fail", e);
        }
    }
}
