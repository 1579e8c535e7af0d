// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import org.apiguardian.api.API;
import org.capsnet.core.tensor.Tensor;

/** Sees inner values and the output of a routing, for figures and diagnosis. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RoutingProbe {

    /**
     * Called during the forward pass. The value must be copied if it is kept, and must not be changed.
     *
     * @param name for instance {@code couplings}, [B, I, J], once for every iteration
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
