// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.core.diagnosis.NetworkExamination;

/**
 * What helps a deep stack of capsules to train.
 *
 * @param gradientClipping the largest L2 norm of the gradient of a layer, by which a longer one is scaled down; greater than 0
 * @param layerNorm whether capsules are scaled to one root mean square length below each stage
 * @param skip whether capsules pass beside the routing too, in each stage that has as many of them below, of one dimension
 */
public record TrainingAids(OptionalDouble gradientClipping, boolean layerNorm, boolean skip) {

    /** The network as it is without. */
    public static final TrainingAids NONE = new TrainingAids(OptionalDouble.empty(), false, false);

    /**
     * Checks the norm.
     *
     * @throws IllegalArgumentException if it isn't a positive number
     */
    public TrainingAids {
        gradientClipping.ifPresent(norm -> Ranges.positive("gradient clipping", norm, Double.MAX_VALUE));
    }

    /**
     * What a network has unless it is told otherwise: norms and skips if it is deep, nothing if it isn't.
     *
     * @param stages the number of fully connected layers of capsules
     */
    public static TrainingAids usual(int stages) {
        boolean deep = stages >= NetworkExamination.DEEP;
        return new TrainingAids(OptionalDouble.empty(), deep, deep);
    }

    /** Those that are on, for people. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (layerNorm) {
            names.add("norms");
        }
        if (skip) {
            names.add("skips");
        }
        gradientClipping.ifPresent(norm -> names.add("gradients clipped at " + norm));
        return names;
    }
}
