// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to compute one convolution, on stored arrays: maps [W, H, C, B], weights [K, C, kH, kW], bias [K], results
 * [W', H', K, B].
 */
interface ConvolutionForm {

    /**
     * The convolution.
     *
     * @param bias may be null
     * @param record whether {@link #backward} will follow
     */
    INDArray forward(INDArray maps, INDArray weights, INDArray bias, boolean record);

    /** Writes the derivatives that are wanted; a slot that isn't is null. */
    void backward(INDArray dy, Gradient.Slot maps, Gradient.Slot weights, Gradient.Slot bias);
}
