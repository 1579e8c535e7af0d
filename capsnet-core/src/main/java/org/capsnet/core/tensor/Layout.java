// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The one memory layout of all tensors: the axes a user names are stored in reverse, in C order and without gaps.
 *
 * <p>Capsules [B, I, d] lie in memory as [d, I, B], so that a batch is one contiguous row, a coupling multiplies whole
 * rows, and every contraction is a plain GEMM on contiguous operands. A strided operand would leave oneDNN for a second
 * BLAS with threads of its own, several times slower.
 */
final class Layout {

    private Layout() {}

    /** The stored form of an array given with its named axes; copies only when the array is not laid out so already. */
    static INDArray stored(INDArray named) {
        INDArray reversed = reverseAxes(named);
        return isContiguous(reversed) ? reversed : reversed.dup('c');
    }

    /** The stored form of an array as a view, for writing to it. */
    static INDArray storedInPlace(INDArray named) {
        INDArray reversed = reverseAxes(named);
        if (!isContiguous(reversed)) {
            throw new IllegalArgumentException("An array to write to must be contiguous and in F order");
        }
        return reversed;
    }

    /** The array with its named axes, as a view of the stored one. */
    static INDArray named(INDArray stored) {
        return reverseAxes(stored);
    }

    static INDArray create(DataType type, long... storedShape) {
        return Nd4j.createUninitialized(type, storedShape, 'c');
    }

    static long[] reverse(long[] shape) {
        long[] reversed = new long[shape.length];
        for (int k = 0; k < shape.length; k++) {
            reversed[k] = shape[shape.length - 1 - k];
        }
        return reversed;
    }

    /** A view with another shape; fails rather than copies. */
    static INDArray view(INDArray stored, long... shape) {
        return Arrays.equals(stored.shape(), shape) ? stored : stored.reshape('c', true, shape);
    }

    /** Some of the numbers of a stored array, as a view; strides and offset count elements. */
    static INDArray strided(INDArray stored, long offset, long[] shape, long[] strides) {
        return Nd4j.create(stored.data(), shape, strides, stored.offset() + offset, 'c');
    }

    /** Rows of a stored array along its first axis, as a view. */
    static INDArray rows(INDArray stored, long from, long to) {
        long[] shape = stored.shape().clone();
        shape[0] = to - from;
        return strided(stored, from * stored.stride(0), shape, stored.stride());
    }

    /** Matrix k of a stored array that is a stack of such, as a view; one view, where reshaping and slicing make three. */
    static INDArray matrix(INDArray stored, long k, long rows, long columns) {
        return strided(stored, k * rows * columns, new long[] {rows, columns}, new long[] {columns, 1});
    }

    /** Vector k of a stored array that is a stack of such, as a view. */
    static INDArray vector(INDArray stored, long k, long length) {
        return strided(stored, k * length, new long[] {length}, new long[] {1});
    }

    private static INDArray reverseAxes(INDArray array) {
        int rank = array.rank();
        if (rank < 2) {
            return array;
        }
        int[] axes = new int[rank];
        for (int k = 0; k < rank; k++) {
            axes[k] = rank - 1 - k;
        }
        return array.permute(axes);
    }

    /** Whether it lies in C order without gaps. */
    static boolean isContiguous(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return true;
    }
}
