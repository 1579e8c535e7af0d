// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums of stored arrays. ND4J's own reductions over a leading axis are slow; a GEMV with ones is not. */
final class Reduce {

    private Reduce() {}

    /** Sum over all axes but the given ones (ascending); the result has just those axes. */
    static INDArray sumOthers(INDArray x, int[] keptAxes) {
        long[] shape = x.shape();
        if (keptAxes.length == 0) {
            return Layout.view(sumLeading(Layout.view(x, x.length(), 1)), 1);
        }
        if (shape.length == 2) {
            return keptAxes[0] == 1 ? sumLeading(x) : sumTrailing(x);
        }
        int[] others = new int[shape.length - keptAxes.length];
        int next = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            boolean kept = false;
            for (int k : keptAxes) {
                kept |= k == axis;
            }
            if (!kept) {
                others[next++] = axis;
            }
        }
        long[] result = new long[keptAxes.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = shape[keptAxes[k]];
        }
        INDArray out = Layout.create(x.dataType(), result);
        x.sum(out, others);
        return out;
    }

    /** [P, Q] to [Q]. */
    static INDArray sumLeading(INDArray x) {
        INDArray ones = Nd4j.ones(x.dataType(), 1, x.size(0));
        INDArray out = Layout.create(x.dataType(), 1, x.size(1));
        Gemm.multiply(ones, x, out);
        return Layout.view(out, x.size(1));
    }

    /** [P, Q] to [P]. */
    static INDArray sumTrailing(INDArray x) {
        INDArray ones = Nd4j.ones(x.dataType(), x.size(1), 1);
        INDArray out = Layout.create(x.dataType(), x.size(0), 1);
        Gemm.multiply(x, ones, out);
        return Layout.view(out, x.size(0));
    }

    /** Sum over one axis, kept with size 1. */
    static INDArray sum(INDArray x, int axis) {
        long[] kept = x.shape().clone();
        kept[axis] = 1;
        return Broadcast.sumTo(x, kept);
    }
}
