// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A machine for programs. */
public final class MachineJson {

    private MachineJson() {}

    /** Fills an object. */
    public static void put(ObjectNode node, Machine machine) {
        node.put("processor", machine.processor());
        node.put("cores", machine.cores());
        node.put("threads", machine.threads());
        node.put("system", machine.system());
        machine.gpus().forEach(node.putArray("gpus")::add);
    }
}
