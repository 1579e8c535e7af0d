// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Map;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/**
 * Two dense layers with ReLU and one with a sigmoid, from the poses of a layer of capsules to the numbers of an image
 * (Sabour et al. 2017, section 4.1 and figure 2).
 */
final class Decoder {

    private final Map<String, Tensor> parameters;

    /**
     * A decoder.
     *
     * @param parameters by the names of {@link DecoderParameters}
     */
    Decoder(Map<String, Tensor> parameters) {
        this.parameters = parameters;
    }

    /**
     * Images of what one capsule of every example stands for.
     *
     * @param poses [B, J, D]
     * @param shown one-hot [B, J]: the capsule that is seen; the others are taken for zero
     * @return [B, P], each number in (0, 1)
     */
    Tensor images(Tensor poses, Tensor shown) {
        Tensor first = dense(poses.times(shown.insertAxis(-1)), 1).relu();
        Tensor second = dense(first, 2).relu();
        return dense(second, 3).sigmoid().dropAxis(1);
    }

    /** [B, I, d] to [B, 1, N]. The inputs of a dense layer are capsules that vote for one output, whose votes are summed. */
    private Tensor dense(Tensor x, int layer) {
        Tensor weights = parameters.get(DecoderParameters.weights(layer));
        return Votes.of(x, weights).sum().plus(parameters.get(DecoderParameters.bias(layer)));
    }
}
