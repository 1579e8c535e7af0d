// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Optional;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Keeps the couplings of the first and the last iteration of a layer's routing, and measures them. */
final class CouplingMeter implements RoutingProbe {

    private static final String COUPLINGS = "couplings";

    private final long inputs;
    private final long outputs;
    private INDArray first;
    private INDArray last;

    CouplingMeter(long inputs, long outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    @Override
    public void observe(String name, Tensor value) {
        if (name.equals(COUPLINGS)) {
            try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                last = value.array().castTo(DataType.DOUBLE).dup();
            }
            first = first == null ? last : first;
        }
    }

    /** Nothing if the routing has shown none. */
    Optional<CouplingFigures> figures() {
        if (last == null) {
            return Optional.empty();
        }
        INDArray sums = sum(last, 2, outputs);
        return Optional.of(new CouplingFigures(
                entropy(first),
                entropy(last),
                last.max(true, 2).div(sums).meanNumber().doubleValue(),
                sums.meanNumber().doubleValue(),
                error(sums),
                error(sum(last, 1, inputs))));
    }

    /** An axis along which all couplings are equal may have the size 1. */
    private static INDArray sum(INDArray couplings, int axis, long size) {
        INDArray sum = couplings.sum(true, axis);
        return couplings.size(axis) == size ? sum : sum.mul(size);
    }

    private double entropy(INDArray couplings) {
        if (couplings.size(2) < outputs || outputs == 1) {
            return 1;
        }
        INDArray shares = couplings.div(sum(couplings, 2, outputs).broadcast(couplings.shape()));
        // Where nothing goes, 0 · ln 0 counts as 0.
        INDArray terms = shares.mul(Transforms.log(Transforms.max(shares, Double.MIN_NORMAL)));
        return -terms.sum(2).meanNumber().doubleValue() / Math.log(outputs);
    }

    private static double error(INDArray sums) {
        return Transforms.abs(sums.sub(1)).maxNumber().doubleValue();
    }
}
