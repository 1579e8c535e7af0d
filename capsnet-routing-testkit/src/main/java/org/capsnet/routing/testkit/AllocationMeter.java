// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.nd4j.linalg.api.memory.MemoryManager;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures the largest array that a computation makes.
 *
 * <p>A workspace counts the sum only. So ND4J is given a proxy of one, which sees every allocation.
 */
final class AllocationMeter implements InvocationHandler {

    /** Arrays beyond it lie outside, seen all the same. */
    private static final long CAPACITY = 16L << 20;

    private final MemoryManager manager = Nd4j.getMemoryManager();
    private final MemoryWorkspace workspace;
    private long largest;

    private AllocationMeter(MemoryWorkspace workspace) {
        this.workspace = workspace;
    }

    /** Bytes of the largest array that a computation makes. */
    static long largestArray(Runnable computation) {
        WorkspaceConfiguration strict = WorkspaceConfiguration.builder()
                .initialSize(CAPACITY)
                .policyAllocation(AllocationPolicy.STRICT)
                .policyLearning(LearningPolicy.NONE)
                .build();
        try (MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(strict, "METER")) {
            AllocationMeter meter = new AllocationMeter(workspace);
            MemoryWorkspace proxy = (MemoryWorkspace) Proxy.newProxyInstance(
                    AllocationMeter.class.getClassLoader(), new Class<?>[] {MemoryWorkspace.class}, meter);
            meter.manager.setCurrentWorkspace(proxy);
            try {
                computation.run();
            } finally {
                meter.manager.setCurrentWorkspace(workspace);
            }
            return meter.largest;
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("alloc")) {
            largest = Math.max(largest, (Long) arguments[0]);
        }
        try {
            Object result = method.invoke(workspace, arguments);
            // ND4J leaves workspaces for a moment and comes back to the real one.
            if (manager.getCurrentWorkspace() == workspace) {
                manager.setCurrentWorkspace((MemoryWorkspace) proxy);
            }
            return result == workspace ? proxy : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
