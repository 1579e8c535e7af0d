// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Objects;
import org.apiguardian.api.API;
import org.capsnet.core.routing.RoutingProbe;
import org.deeplearning4j.nn.api.Layer;

/** Lets a program look into the routing of a layer of a network. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapsuleProbes {

    private CapsuleProbes() {}

    /**
     * From now on the layer's routing shows its inner values to the probe, in training and inference.
     *
     * @param layer a layer of a network, for instance {@code network.getLayer("digits")}
     * @param probe takes the place of the one before; {@code (name, value) -> {}} ends it
     * @throws IllegalArgumentException if the layer isn't a {@link CapsuleLayer}
     */
    public static void attach(Layer layer, RoutingProbe probe) {
        Objects.requireNonNull(probe, "probe");
        if (!(layer instanceof CapsuleLayerImplementation capsules)) {
            throw new IllegalArgumentException("Only a CapsuleLayer has a routing to look into, but this is a "
                    + layer.getClass().getSimpleName());
        }
        capsules.setProbe(probe);
    }
}
