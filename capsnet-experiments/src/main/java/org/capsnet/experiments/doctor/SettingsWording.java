// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import java.math.BigDecimal;
import java.math.MathContext;
import org.capsnet.core.diagnosis.Remedy;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.network.ConvolutionWeights;

/** Remedies as settings of an experiment file. */
final class SettingsWording {

    private static final MathContext DIGITS = new MathContext(2);

    private final RunConfiguration configuration;

    /**
     * Words for a run.
     *
     * @param configuration as it is before it is put right
     */
    SettingsWording(RunConfiguration configuration) {
        this.configuration = configuration;
    }

    String of(Remedy remedy) {
        String number = text(remedy.number());
        String routing = configuration.routing().name();
        return switch (remedy.kind()) {
            case CALIBRATE -> "set network.initialization: {name: calibrated, g: " + number + "}";
            case LEARNING_RATE ->
                "set training.learning-rate: "
                        + text(configuration.network().learningRate().peak() / remedy.number());
            case WARM_UP -> "set training.warm-up-steps: " + number;
            case CONVOLUTION_WEIGHTS ->
                configuration.network().convolutionWeights() == ConvolutionWeights.UNIFORM
                        ? "set network.kernel or network.primary-types to larger numbers"
                        : "set network.convolution-weights: " + ConvolutionWeights.UNIFORM;
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

    private static String text(double number) {
        return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
