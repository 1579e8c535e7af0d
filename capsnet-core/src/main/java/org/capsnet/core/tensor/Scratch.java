// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for what an operation needs only until it returns. While it is open new arrays come from it, and the next
 * operation of the thread uses the same memory; results must be made before. Otherwise they would lie in Deeplearning4j's
 * workspace for activations, which is emptied once a training step.
 */
final class Scratch implements AutoCloseable {

    private static final WorkspaceConfiguration GROWING = WorkspaceConfiguration.builder()
            .initialSize(0)
            .overallocationLimit(0)
            .policyAllocation(AllocationPolicy.STRICT)
            .policyLearning(LearningPolicy.OVER_TIME)
            .cyclesBeforeInitialization(1)
            .policySpill(SpillPolicy.REALLOCATE)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .build();

    private final MemoryWorkspace workspace;

    private Scratch(MemoryWorkspace workspace) {
        this.workspace = workspace;
    }

    static Scratch open() {
        return new Scratch(Nd4j.getWorkspaceManager().getAndActivateWorkspace(GROWING, "CAPSNET_SCRATCH"));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
