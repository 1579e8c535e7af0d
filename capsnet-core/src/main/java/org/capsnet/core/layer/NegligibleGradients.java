// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Gradients of float weights that are too small to change them. Adam squares them and keeps them for hundreds of steps; below
 * the least normal float, 1e-38, some processors take a hundred times as long, and half the time of a network whose capsules
 * have vanished went into that.
 */
final class NegligibleGradients {

    /** Adam adds 1e-8 to the root of the mean square, so that at a learning rate of 0.001 this is a step of 1e-10. */
    private static final double NEGLIGIBLE = 1e-15;

    /** An array with a gradient above isn't that of a dead layer, and isn't worth the time. */
    private static final double LARGEST = 1e-12;

    private NegligibleGradients() {}

    /** Sets them to 0, in place. */
    static void clear(INDArray gradient) {
        if (gradient.dataType() != DataType.FLOAT) {
            return;
        }
        double largest = gradient.amaxNumber().doubleValue();
        if (largest < NEGLIGIBLE) {
            gradient.assign(0);
        } else if (largest < LARGEST) {
            BooleanIndexing.replaceWhere(gradient, 0, Conditions.absLessThan(NEGLIGIBLE));
        }
    }
}
