// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.List;
import org.capsnet.experiments.report.Machine;
import org.capsnet.experiments.report.MachineJson;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The costs for programs, with the names of the CSV columns. */
public final class RoutingCostJson {

    private RoutingCostJson() {}

    /**
     * An object over several lines.
     *
     * @param command the command line
     * @param software names and versions, one a line
     */
    public static String text(RoutingBenchPlan plan, List<RoutingCost> costs, String command, List<String> software) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("command", command);
        MachineJson.put(root.putObject("machine"), Machine.here());
        ArrayNode versions = root.putArray("software");
        software.forEach(versions::add);
        root.put("batch_size", plan.batch());
        root.put("repetitions", plan.repetitions());
        ArrayNode rows = root.putArray("costs");
        costs.forEach(cost -> rows.add(mapper.<ObjectNode>valueToTree(RoutingCostFields.of(cost, plan.batch()))));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers has no reason to fail", e);
        }
    }
}
