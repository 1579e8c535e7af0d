// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.capsnet.core.tensor.Broadcast.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Softmax along any axis of a stored array. ND4J's own is several times slower over a leading axis. */
final class Softmax {

    private Softmax() {}

    static INDArray softmax(INDArray x, int axis) {
        INDArray y = Broadcast.apply(Operation.SUBTRACT, x, max(x, axis));
        Transforms.exp(y, false);
        Broadcast.apply(Operation.DIVIDE, y, Reduce.sum(y, axis), y);
        return y;
    }

    static INDArray logSoftmax(INDArray x, int axis) {
        INDArray y = Broadcast.apply(Operation.SUBTRACT, x, max(x, axis));
        INDArray logSum = Transforms.log(Reduce.sum(Transforms.exp(y, true), axis), false);
        Broadcast.apply(Operation.SUBTRACT, y, logSum, y);
        return y;
    }

    /** Largest along an axis, kept with size 1. */
    static INDArray max(INDArray x, int axis) {
        long[] kept = x.shape().clone();
        kept[axis] = 1;
        return Layout.view(x.max(axis), kept);
    }
}
