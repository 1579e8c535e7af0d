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
            String predictions = Arrays.toString(activations.shape());
            String have = Arrays.toString(labels.shape());
            throw new IllegalArgumentException(
                    areCapsules(activations, labels)
                            ? "Predictions " + predictions + " and labels " + have
                                    + " don't fit: it seems that the loss"
                                    + " gets whole capsules. Put a CapsuleLengths layer between the last CapsuleLayer and"
                                    + " the loss, which makes a prediction [batch, classes] of them."
                            : "Labels must be one-hot, [batch, classes] = " + predictions
                                    + " as the predictions are, but have the shape " + have);
        }
        return labels.castTo(activations.dataType());
    }

    /** Whether predictions have an axis of components, which Deeplearning4j moves into that of the examples. */
    private static boolean areCapsules(INDArray activations, INDArray labels) {
        if (labels.rank() != 2) {
            return false;
        }
        boolean moved = activations.rank() == 2
                && activations.size(1) == labels.size(1)
                && activations.size(0) > labels.size(0)
                && activations.size(0) % labels.size(0) == 0;
        boolean asTheyAre = activations.rank() == 3
                && activations.size(0) == labels.size(0)
                && activations.size(1) == labels.size(1);
        return moved || asTheyAre;
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
