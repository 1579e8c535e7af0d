// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Lengths of capsules in stored order, [D, ..] to [1, ..]. */
final class Norm {

    private Norm() {}

    static INDArray lengths(INDArray capsules) {
        return Transforms.sqrt(Reduce.sum(capsules.mul(capsules), 0), false);
    }

    /** A copy that can be divided by: its zeros are replaced by the smallest safe number. */
    static INDArray nonZero(INDArray lengths) {
        return Transforms.max(lengths, lengths.dataType() == DataType.DOUBLE ? 1e-150 : 1e-18, true);
    }
}
