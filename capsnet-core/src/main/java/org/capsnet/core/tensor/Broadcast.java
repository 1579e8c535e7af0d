// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseBroadcastOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastCopyOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastDivOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastSubOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Element-wise operations of stored arrays where the second is repeated along some axes, and the sums that undo it.
 *
 * <p>Neighbouring axes that are treated alike are merged first, so that the usual cases become a row or column vector
 * over a matrix, which ND4J does fast.
 */
final class Broadcast {

    /** An element-wise operation in its two ND4J forms: for equal shapes, and with the second along some axes. */
    enum Operation {
        ADD((x, y, out) -> x.addi(y, out), BroadcastAddOp::new),
        SUBTRACT((x, y, out) -> x.subi(y, out), BroadcastSubOp::new),
        MULTIPLY((x, y, out) -> x.muli(y, out), BroadcastMulOp::new),
        DIVIDE((x, y, out) -> x.divi(y, out), BroadcastDivOp::new),
        /** The second operand itself. */
        SECOND((x, y, out) -> out.assign(y), BroadcastCopyOp::new);

        private final Same same;
        private final Along along;

        Operation(Same same, Along along) {
            this.same = same;
            this.along = along;
        }

        private interface Same {
            void apply(INDArray x, INDArray y, INDArray out);
        }

        private interface Along {
            BaseBroadcastOp of(INDArray x, INDArray y, INDArray out, int... axes);
        }
    }

    private Broadcast() {}

    /** {@code x ∘ y} in a new array, y being repeated to the shape of x. */
    static INDArray apply(Operation operation, INDArray x, INDArray y) {
        INDArray out = Layout.create(x.dataType(), x.shape());
        apply(operation, x, y, out);
        return out;
    }

    /** {@code out = x ∘ y}; out may be x. */
    static void apply(Operation operation, INDArray x, INDArray y, INDArray out) {
        long[] small = padded(y.shape(), x.rank());
        if (Arrays.equals(x.shape(), small)) {
            operation.same.apply(x, Layout.view(y, small), out);
            return;
        }
        Groups groups = Groups.of(x.shape(), small);
        if (groups.keptAxes().length == 0) {
            // A single number: ND4J has no broadcast of rank 0, and reading it would wait for the device.
            groups = new Groups(new long[] {1, x.length()}, new int[] {0});
        }
        Nd4j.exec(operation.along.of(
                Layout.view(x, groups.shape()),
                Layout.view(y, groups.keptShape()),
                Layout.view(out, groups.shape()),
                groups.keptAxes()));
    }

    /** {@code out = x ∘ row} for every row of the matrix x: {@link #apply} without a view for each of them. */
    static void applyToRows(Operation operation, INDArray x, INDArray row, INDArray out) {
        if (x.size(0) == 1 || x.size(1) == 1) {
            apply(operation, x, Layout.view(row, 1, row.length()), out);
        } else {
            Nd4j.exec(operation.along.of(x, row, out, 1));
        }
    }

    /** x repeated to a larger shape. */
    static INDArray expand(INDArray x, long[] shape) {
        INDArray out = Layout.create(x.dataType(), shape);
        apply(Operation.SECOND, out, x, out);
        return out;
    }

    /** Sum of x over the axes along which an array of shape {@code small} was repeated; the result has that shape. */
    static INDArray sumTo(INDArray x, long[] small) {
        long[] target = padded(small, x.rank());
        if (Arrays.equals(x.shape(), target)) {
            return Layout.view(x, small);
        }
        Groups groups = Groups.of(x.shape(), target);
        return Layout.view(Reduce.sumOthers(Layout.view(x, groups.shape()), groups.keptAxes()), small);
    }

    /** The common shape of two stored shapes, or null when they don't fit. */
    static long[] commonShape(long[] a, long[] b) {
        int rank = Math.max(a.length, b.length);
        long[] left = padded(a, rank);
        long[] right = padded(b, rank);
        long[] common = new long[rank];
        for (int k = 0; k < rank; k++) {
            if (left[k] != right[k] && left[k] != 1 && right[k] != 1) {
                return null;
            }
            common[k] = Math.max(left[k], right[k]);
        }
        return common;
    }

    /** Missing leading axes of the user's shape are missing trailing axes of the stored one. */
    private static long[] padded(long[] stored, int rank) {
        long[] padded = Arrays.copyOf(stored, rank);
        Arrays.fill(padded, stored.length, rank, 1);
        return padded;
    }

    /** Axes of x merged into runs that the small array has in full (kept) or as 1 (repeated). */
    private record Groups(long[] shape, int[] keptAxes) {

        static Groups of(long[] full, long[] small) {
            List<Long> shape = new ArrayList<>();
            List<Integer> kept = new ArrayList<>();
            boolean previous = false;
            for (int k = 0; k < full.length; k++) {
                if (full[k] == 1) {
                    continue;
                }
                boolean keep = small[k] != 1;
                if (shape.isEmpty() || keep != previous) {
                    if (keep) {
                        kept.add(shape.size());
                    }
                    shape.add(full[k]);
                } else {
                    shape.set(shape.size() - 1, shape.get(shape.size() - 1) * full[k]);
                }
                previous = keep;
            }
            return new Groups(
                    shape.stream().mapToLong(Long::longValue).toArray(),
                    kept.stream().mapToInt(Integer::intValue).toArray());
        }

        long[] keptShape() {
            long[] sizes = new long[keptAxes.length];
            for (int k = 0; k < sizes.length; k++) {
                sizes[k] = shape[keptAxes[k]];
            }
            return sizes;
        }
    }
}
