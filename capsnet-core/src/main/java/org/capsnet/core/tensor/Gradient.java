// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient of a tensor as it collects during a backward pass, in memory order. */
final class Gradient {

    private final Supplier<INDArray> target;
    private final boolean callersArray;
    private final boolean kept;
    private INDArray array;

    private Gradient(Supplier<INDArray> target, boolean callersArray, boolean kept) {
        this.target = target;
        this.callersArray = callersArray;
        this.kept = kept;
    }

    /** The gradient of a variable, in an array of its own. */
    static Gradient of(DataType type, long[] storedShape) {
        return new Gradient(() -> Layout.create(type, storedShape), false, true);
    }

    /** The gradient of a parameter, written into an array of the caller's. */
    static Gradient into(Supplier<INDArray> target) {
        return new Gradient(target, true, true);
    }

    /** The gradient of a result, which is passed on to what it was computed from and then forgotten. */
    static Gradient passing(DataType type, long[] storedShape) {
        return new Gradient(() -> Layout.create(type, storedShape), false, false);
    }

    /** Whether the sum is still there after the backward pass. */
    boolean isKept() {
        return kept;
    }

    /** Whether anything was added yet. */
    boolean isEmpty() {
        return array == null;
    }

    /** The sum so far; zeros if there is none. */
    INDArray array() {
        if (array == null) {
            array = target.get();
            array.assign(0);
        }
        return array;
    }

    /** Adds a contribution, which may be kept and changed. */
    void add(INDArray contribution) {
        if (array != null) {
            array.addi(contribution);
        } else if (callersArray) {
            array = target.get();
            array.assign(contribution);
        } else {
            array = contribution;
        }
    }

    /** Adds a contribution that belongs to somebody else. */
    void addCopy(INDArray contribution) {
        add(array == null && !callersArray ? contribution.dup('c') : contribution);
    }

    /** Where a matrix product may write its contribution itself. */
    Slot slot() {
        if (array != null) {
            return new Slot(array, 1);
        }
        array = target.get();
        return new Slot(array, 0);
    }

    /** Gives the sum away and starts anew. */
    INDArray take() {
        INDArray sum = array;
        array = null;
        return sum;
    }

    /**
     * An array to write to.
     *
     * @param array in memory order
     * @param beta factor of what is already in it: 0 before the first contribution, then 1
     */
    record Slot(INDArray array, double beta) {

        /** Adds a contribution, of any strides; it isn't kept. */
        void add(INDArray contribution) {
            INDArray target = Layout.view(array, contribution.shape());
            if (beta == 0) {
                target.assign(contribution);
            } else {
                target.addi(contribution);
            }
        }
    }
}
