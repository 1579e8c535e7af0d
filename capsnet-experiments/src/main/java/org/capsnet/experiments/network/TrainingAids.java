// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import java.util.OptionalDouble;

/**
 * What may help a deep stack of capsules to train; none of it is on unless a network asks for it.
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
}
