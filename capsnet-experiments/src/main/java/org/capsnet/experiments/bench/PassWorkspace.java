// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory that a pass takes its arrays from, as in Deeplearning4j's training: one block outside Java's heap, given back
 * as a whole when the pass ends. So no pass waits for Java's garbage collector, and what a pass takes at most is the sum
 * of its arrays, the same in every run. What native operations take for themselves while they run isn't seen.
 */
final class PassWorkspace implements AutoCloseable {

    private static final String NAME = "CAPSNET_BENCH";

    private final WorkspaceConfiguration configuration;

    private PassWorkspace(long bytes) {
        this.configuration = WorkspaceConfiguration.builder()
                .initialSize(bytes)
                .policyAllocation(AllocationPolicy.STRICT)
                .policyLearning(LearningPolicy.NONE)
                .policySpill(SpillPolicy.EXTERNAL)
                .build();
    }

    /** A block of memory; there must be no other at the time. */
    static PassWorkspace of(long bytes) {
        return new PassWorkspace(bytes);
    }

    /** Bytes of all arrays that a pass makes. Whatever doesn't fit into the block lies outside of it, and counts alike. */
    long bytes(Runnable pass) {
        try (MemoryWorkspace workspace = open()) {
            pass.run();
            return workspace.getThisCycleAllocations();
        }
    }

    /** Seconds that a pass takes. */
    double seconds(Runnable pass) {
        long start = System.nanoTime();
        try (MemoryWorkspace workspace = open()) {
            pass.run();
            // On a GPU, operations are only queued until here.
            Nd4j.getExecutioner().commit();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private MemoryWorkspace open() {
        return Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, NAME);
    }

    @Override
    public void close() {
        Nd4j.getWorkspaceManager().destroyWorkspace(Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(NAME));
    }
}
