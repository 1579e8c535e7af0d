// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.routing.RoutingProbe;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/** Lets a program look into the routing of a layer of a network. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapsuleProbes {

    private CapsuleProbes() {}

    /**
     * From now on the layer's routing shows its inner values to the probe, in training and inference.
     *
     * @param layer a layer of a network, for instance {@code network.getLayer("digits")}; it may be frozen
     * @param probe takes the place of the one before; {@code (name, value) -> {}} ends it
     * @throws IllegalArgumentException if the layer isn't a {@link CapsuleLayer}
     */
    public static void attach(Layer layer, RoutingProbe probe) {
        Objects.requireNonNull(probe, "probe");
        routed(layer)
                .orElseThrow(() ->
                        new IllegalArgumentException("Only a CapsuleLayer has a routing to look into, but this is a "
                                + layer.getClass().getSimpleName()))
                .setProbe(probe);
    }

    /** The layer with a routing that a layer of a network is, be it in the wrapper that Deeplearning4j freezes layers by. */
    static Optional<CapsuleLayerImplementation> routed(Layer layer) {
        Layer inside = layer;
        while (inside instanceof BaseWrapperLayer wrapper) {
            inside = wrapper.getUnderlying();
        }
        return inside instanceof CapsuleLayerImplementation capsules ? Optional.of(capsules) : Optional.empty();
    }
}
