// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of a tensor that nobody differentiates, row by row along its first stored axis: for couplings [J, I, B] a row
 * is all couplings to one output capsule. Who can do with one row at a time spares the array, which may be the largest of
 * a whole network.
 */
interface Rows {

    /**
     * One row.
     *
     * @param room where to compute it, a vector of a row's length
     */
    void row(long index, INDArray room);

    /** All rows into an array of theirs. */
    default void all(INDArray matrix) {
        for (long index = 0; index < matrix.size(0); index++) {
            row(index, Layout.vector(matrix, index, matrix.size(1)));
        }
    }
}
