// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products of contiguous C-order matrices, in the form that ND4J hands to oneDNN. */
final class Gemm {

    private static final MMulTranspose NONE = MMulTranspose.allFalse();

    private Gemm() {}

    /** {@code out = a b}. */
    static void multiply(INDArray a, INDArray b, INDArray out) {
        run(a, b, out, NONE, 0);
    }

    /** {@code out = aᵀ b + beta out}. */
    static void multiplyLeftTransposed(INDArray a, INDArray b, INDArray out, double beta) {
        run(a, b, out, MMulTranspose.builder().transposeA(true).build(), beta);
    }

    /** {@code out = a bᵀ + beta out}. */
    static void multiplyRightTransposed(INDArray a, INDArray b, INDArray out, double beta) {
        run(a, b, out, MMulTranspose.builder().transposeB(true).build(), beta);
    }

    private static void run(INDArray a, INDArray b, INDArray out, MMulTranspose transposed, double beta) {
        Nd4j.exec(new Mmul(a, b, out, 1.0, beta, transposed));
    }
}
