// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Something to change.
 *
 * @param kind what to change
 * @param number what the kind says, where it says something of a number; otherwise 0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Remedy(Kind kind, double number) {

    /** What to change. */
    public enum Kind {
        /** The initialization of the capsule layer: calibrated, with the number as g. */
        CALIBRATE,
        /** The learning rate, or all that its schedule gives: to be divided by the number. */
        LEARNING_RATE,
        /** The learning rate should rise from 0 in so many steps. */
        WARM_UP,
        /** The start of the convolutions: uniform with ±1/√fan-in. */
        CONVOLUTION_WEIGHTS,
        /** Options of the routing, or another routing. */
        ROUTING,
        /** In the routing's code: the softmax belongs on the axis of the outputs. */
        SOFTMAX_AXIS,
        /** The layer of the lowest capsules. */
        PRIMARY_CAPSULES,
        /** A {@link org.capsnet.core.layer.CapsuleNorm} below each layer of capsules. */
        LAYER_NORM,
        /** A skip in each layer of capsules that is like the one below. */
        SKIP
    }

    static Remedy of(Kind kind) {
        return new Remedy(kind, 0);
    }

    /** {@return what to do in a Deeplearning4j program, a phrase in the imperative without a full stop} */
    @Override
    public String toString() {
        return switch (kind) {
            case CALIBRATE -> "set .initialization(Initialization.calibrated(" + text(number) + ")) on the layer";
            case LEARNING_RATE -> "divide the learning rate by " + text(number) + ", or all that its schedule gives";
            case WARM_UP ->
                "let the learning rate rise from 0 in " + text(number)
                        + " steps, for instance with new RampSchedule(schedule, " + text(number) + ")";
            case CONVOLUTION_WEIGHTS -> "set .weightInit(WeightInit.UNIFORM) on the convolutions";
            case ROUTING -> "choose other options of the routing, or another routing";
            case SOFTMAX_AXIS -> "take the softmax over the outputs, the last axis: b.softmax(-1)";
            case PRIMARY_CAPSULES -> "use org.capsnet.core.layer.PrimaryCapsules";
            case LAYER_NORM -> "put new CapsuleNorm.Builder().build() below each CapsuleLayer";
            case SKIP -> "set .skip(true) on each CapsuleLayer that has as many capsules as the one below";
        };
    }

    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e6
                ? String.valueOf((long) number)
                : String.format(Locale.ROOT, "%.2g", number);
    }
}
