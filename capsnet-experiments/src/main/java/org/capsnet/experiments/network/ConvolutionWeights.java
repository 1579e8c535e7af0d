// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import java.util.Locale;
import org.deeplearning4j.nn.weights.WeightInit;

/** How the weights of both convolutions start. */
public enum ConvolutionWeights {
    /** U(±1/√fan-in). Primary capsules get lengths that a stack of calibrated layers keeps. */
    UNIFORM(WeightInit.UNIFORM),
    /**
     * U(±√(6 / (fan-in + fan-out))), what TensorFlow and Keras begin with (Glorot and Bengio 2010), but for Deeplearning4j's
     * fan-out, which it divides by the square of the stride. Primary capsules of the
     * paper's network begin with lengths of about 0.02.
     */
    XAVIER(WeightInit.XAVIER_UNIFORM);

    private final WeightInit initialization;

    ConvolutionWeights(WeightInit initialization) {
        this.initialization = initialization;
    }

    WeightInit initialization() {
        return initialization;
    }

    /** As it is typed and shown: "uniform". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
