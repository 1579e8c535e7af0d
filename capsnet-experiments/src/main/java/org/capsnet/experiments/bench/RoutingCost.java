// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.Optional;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.training.NamedRouting;

/**
 * What one routing costs in a layer of one size.
 *
 * @param routing name and options
 * @param size of the layer
 * @param figures what was measured; empty if the routing failed
 * @param failure why it failed
 */
public record RoutingCost(
        NamedRouting routing, LayerSize size, Optional<Figures> figures, Optional<Throwable> failure) {

    /**
     * What was measured.
     *
     * @param shape sizes of the layer with dimensions that suit the routing
     * @param forward seconds of a forward pass, as in inference
     * @param step seconds of a forward and a backward pass, as in training
     * @param relative the step's time over that of the first routing in the same round; empty if the first failed
     * @param peakBytes the most memory that the arrays of a step take
     */
    public record Figures(
            CapsuleShape shape, Quartiles forward, Quartiles step, Optional<Quartiles> relative, long peakBytes) {}

    static RoutingCost measured(NamedRouting routing, LayerSize size, Figures figures) {
        return new RoutingCost(routing, size, Optional.of(figures), Optional.empty());
    }

    static RoutingCost failed(NamedRouting routing, LayerSize size, Throwable failure) {
        return new RoutingCost(routing, size, Optional.empty(), Optional.of(failure));
    }

    /** In one line why the routing failed. */
    Optional<String> problem() {
        return failure.map(error -> error instanceof RoutingFailure || error instanceof UserError
                ? error.getMessage()
                : ("It fails with " + error).strip().replaceAll("\\s*\\R\\s*", " ") + ".");
    }
}
