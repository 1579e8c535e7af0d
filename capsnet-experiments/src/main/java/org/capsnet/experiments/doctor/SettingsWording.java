// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.math.BigDecimal;
import java.math.MathContext;
import org.capsnet.core.diagnosis.Remedy;

/** Remedies as settings of an experiment file. */
final class SettingsWording {

    private static final MathContext DIGITS = new MathContext(2);

    private final String routing;

    /**
     * Words for a run.
     *
     * @param routing the name of its routing
     */
    SettingsWording(String routing) {
        this.routing = routing;
    }

    String of(Remedy remedy) {
        String number = BigDecimal.valueOf(remedy.number())
                .round(DIGITS)
                .stripTrailingZeros()
                .toPlainString();
        return switch (remedy.kind()) {
            case CALIBRATE -> "set network.initialization: {name: calibrated, g: " + number + "}";
            case LEARNING_RATE -> "set training.learning-rate: " + number;
            case WARM_UP -> "set training.warm-up-steps: " + number;
            case CONVOLUTION_WEIGHTS -> "set network.kernel or network.primary-types to larger numbers";
            case ROUTING ->
                "change the options of routing " + routing + " (capsnet routings describe " + routing
                        + ") or choose another";
            case SOFTMAX_AXIS ->
                "correct the plug-in of routing " + routing + ", whose softmax belongs on the last axis, the outputs";
            case PRIMARY_CAPSULES -> remedy.toString();
            case LAYER_NORM -> "set network.layer-norm: true";
            case SKIP -> "set network.skip: true, with layers of equal sizes in network.stages";
        };
    }
}
