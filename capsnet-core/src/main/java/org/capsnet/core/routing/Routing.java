// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.io.Serializable;
import java.util.List;
import org.apiguardian.api.API;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * How the capsules of one layer become the capsules of the next.
 *
 * <p>A routing is a record of its options, without state: the same instance may serve several layers and threads. What
 * it computes is differentiated by the {@linkplain org.capsnet.core.tensor.Tape tape}, so there is no gradient to
 * write. λ-adaptive routing:
 *
 * <pre>{@code
 * public record LambdaRouting(double lambda) implements Routing {
 *     public Capsules route(RoutingInput input) {
 *         return Capsules.of(input.votes().sum().times(lambda).squash());
 *     }
 * }
 * }</pre>
 *
 * <p>Everything but {@link #route} has a default. The record that is in use overrides two: its {@link #traits} promise
 * that it has no couplings, and its {@link #gain} is λ. A routing whose couplings grow with agreement, iteration by iteration,
 * is shorter as an {@link AgreementRouting}. Labels never reach a routing, nor does a random generator.
 *
 * <p>A routing is saved with the network as its class name and record components.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Routing extends Serializable {

    /**
     * Computes the output capsules of a batch.
     *
     * @param input votes and what else is known of the layer below; each is computed only when asked for
     * @return poses [B, J, D], with activations [B, J] where {@link RoutingTraits#ownActivations} says so
     */
    Capsules route(RoutingInput input);

    /** {@return what the routing promises about itself} */
    default RoutingTraits traits() {
        return RoutingTraits.standard();
    }

    /**
     * {@return parameters of the routing's own, which the layer creates, trains and saves beside the transformations}
     *
     * @param shape sizes of the layer
     */
    default List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of();
    }

    /**
     * {@return the factor between the plain sum of votes and the vector that is squashed, while the routing has no preference
     * yet} 1/J for couplings that sum to one over J outputs, 1 for a plain sum, λ where the sum is amplified. The layer's
     * initialisation divides by it, so that lengths neither vanish nor saturate.
     *
     * @param shape sizes of the layer
     */
    default double gain(CapsuleShape shape) {
        return 1;
    }

    /**
     * {@return the deviation of the random part of the transformations that lets lengths live} It is
     * σ = g / (gain · √(N·D)) for N inputs and output dimension D. A routing that doesn't sum votes, or doesn't squash, has a
     * rule of its own.
     *
     * @param shape sizes of the layer
     * @param g the wanted ratio of the vector to be squashed to the input capsules' length, about 2.5
     */
    default double deviation(CapsuleShape shape, double g) {
        return g / (gain(shape) * Math.sqrt((double) shape.inputs() * shape.outputDimension()));
    }
}
