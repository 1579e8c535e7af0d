// SPDX-License-Identifier: Apache-2.0
package org.capsnet.benchmarks;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/** The block of memory that arrays of a call come from, as in training; without it, fresh memory would be measured. */
final class Memory implements AutoCloseable {

    private static final WorkspaceConfiguration GROWING = WorkspaceConfiguration.builder()
            .initialSize(0)
            .policyLearning(LearningPolicy.OVER_TIME)
            .cyclesBeforeInitialization(1)
            .policySpill(SpillPolicy.REALLOCATE)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .build();

    private final MemoryWorkspace workspace =
            Nd4j.getWorkspaceManager().getAndActivateWorkspace(GROWING, "CAPSNET_BENCHMARK");

    private Memory() {}

    static Memory open() {
        return new Memory();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
