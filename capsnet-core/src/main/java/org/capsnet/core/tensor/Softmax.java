// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.capsnet.core.tensor.Broadcast.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Softmax along any axis of a stored array. ND4J's own is several times slower over a leading axis. */
final class Softmax {

    /** From how many numbers on a row is worth an operation of its own; two of them then stay in a core's cache. */
    private static final long LONG_ROW = 1 << 14;

    private Softmax() {}

    static INDArray softmax(INDArray x, int axis) {
        if (hasLongRows(x, axis)) {
            INDArray y = Layout.create(x.dataType(), x.shape());
            new OfRows(x).all(matrix(y));
            return y;
        }
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

    /** Whether a softmax along this axis is best computed row by row, see {@link OfRows}. */
    static boolean hasLongRows(INDArray x, int axis) {
        return axis == 0 && x.rank() > 1 && x.length() / x.size(0) >= LONG_ROW;
    }

    private static INDArray matrix(INDArray x) {
        return Layout.view(x, x.size(0), x.length() / x.size(0));
    }

    /** The softmax along the first axis, one row at a time: exp(x − ln Σ exp x). */
    static final class OfRows implements Rows {

        private final INDArray x;
        private final INDArray logSum;

        OfRows(INDArray logits) {
            x = matrix(logits);
            INDArray max = row(0).dup('c');
            for (long index = 1; index < x.size(0); index++) {
                Transforms.max(max, row(index), false);
            }
            logSum = Layout.create(x.dataType(), x.size(1)).assign(0);
            INDArray room = Layout.create(x.dataType(), x.size(1));
            for (long index = 0; index < x.size(0); index++) {
                row(index).subi(max, room);
                logSum.addi(Transforms.exp(room, false));
            }
            Transforms.log(logSum, false).addi(max);
        }

        @Override
        public void row(long index, INDArray room) {
            row(index).subi(logSum, room);
            Transforms.exp(room, false);
        }

        private INDArray row(long index) {
            return Layout.vector(x, index, x.size(1));
        }
    }
}
