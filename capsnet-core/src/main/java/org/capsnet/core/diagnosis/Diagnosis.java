// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Locale;
import org.apiguardian.api.API;

/** Why a network of capsules won't train. {@code docs/doctor.md} says more of each, and what the limits rest on. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Diagnosis {
    /** An activation, the loss or a gradient is NaN or infinite. */
    NOT_FINITE,
    /** The lowest capsules are pixels of one feature map: a reshape without a permutation. */
    PIXELS_AS_CAPSULES,
    /** Couplings sum to 1 over the inputs of an output capsule instead of over the outputs of an input capsule. */
    COUPLINGS_OVER_INPUTS,
    /** Capsules are so short that squash passes nothing on. */
    VANISHING_LENGTHS,
    /** Capsules are so long that squash passes nothing on. */
    SATURATED_LENGTHS,
    /** Every input sends all it has to one output, before anything was learnt. */
    SATURATED_COUPLINGS,
    /** The output is the same whatever the image. */
    IGNORES_INPUT,
    /** What a change of the images does grows from layer to layer, and so does the gradient on its way back. */
    EXPLODING_GRADIENT,
    /** The gradient is too small for a step. */
    VANISHING_GRADIENT,
    /** The first steps make capsules vanish or saturate. */
    LEARNING_RATE_TOO_HIGH,
    /** The first steps make the capsules of a deep stack vanish, since every layer shortens them a little. */
    DYING_STACK;

    /** {@return the name in lower case with hyphens, such as {@code vanishing-lengths}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
