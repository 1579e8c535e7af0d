// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import org.apiguardian.api.API;
import org.capsnet.core.tensor.Tensor;

/** Sees inner values and the output of a routing, for figures and diagnosis. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RoutingProbe {

    /**
     * The name of the couplings c_ij, [B, I, J], offered once for every iteration. They are what the routing calls c, without a
     * factor that all of them get alike. A size may be 1 along an axis on which all are equal.
     */
    String COUPLINGS = "couplings";

    /**
     * Called during the forward pass. The value must be copied if it is kept, by {@code value.copy().detach()} since the
     * memory of a layer is used again, and must not be changed.
     *
     * @param name for instance {@link #COUPLINGS}
     * @param value the inner value
     */
    void observe(String name, Tensor value);

    /**
     * Called after the routing with what it returned, once the layer has found it to be of the right shape.
     *
     * @param capsules must be copied if it is kept, and must not be changed
     */
    default void observeOutput(Capsules capsules) {}
}
