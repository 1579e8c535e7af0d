// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the losses on class activations have in common. */
final class LossArrays {

    private LossArrays() {}

    /** The labels in the type of the activations; fails if they aren't one-hot of the same shape. */
    static INDArray oneHot(INDArray labels, INDArray activations) {
        if (!Arrays.equals(labels.shape(), activations.shape())) {
            throw new IllegalArgumentException("Labels must be one-hot, [batch, classes] = "
                    + Arrays.toString(activations.shape()) + ", but have the shape " + Arrays.toString(labels.shape()));
        }
        return labels.castTo(activations.dataType());
    }

    /** The values without those of masked examples; changes the array. */
    static INDArray masked(INDArray values, INDArray mask) {
        if (mask == null) {
            return values;
        }
        INDArray weights = mask.castTo(values.dataType());
        return weights.isColumnVectorOrScalar() ? values.muliColumnVector(weights) : values.muli(weights);
    }
}
