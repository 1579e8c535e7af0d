// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import org.apiguardian.api.API;

/**
 * Sizes of a capsule layer.
 *
 * @param inputs I, the number of input capsules
 * @param inputDimension d
 * @param outputs J, the number of output capsules
 * @param outputDimension D
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CapsuleShape(long inputs, long inputDimension, long outputs, long outputDimension) {

    /**
     * Checks the sizes.
     *
     * @param inputs at least 1
     * @param inputDimension at least 1
     * @param outputs at least 1
     * @param outputDimension at least 1
     * @throws IllegalArgumentException if one is below 1
     */
    public CapsuleShape {
        if (inputs < 1 || inputDimension < 1 || outputs < 1 || outputDimension < 1) {
            throw new IllegalArgumentException("Every size must be at least 1, but I = " + inputs + ", d = "
                    + inputDimension + ", J = " + outputs + ", D = " + outputDimension);
        }
    }
}
