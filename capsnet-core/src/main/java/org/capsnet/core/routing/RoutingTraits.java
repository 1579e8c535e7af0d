// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a routing promises about itself. Layers and experiments build on it and the conformance kit holds the routing to
 * it. The default promises most: plain votes, lengths of Sabour's squash as activations, couplings over the outputs, no
 * array of votes, no regard to the order of the inputs.
 *
 * @param transformation how input capsules become votes
 * @param activation what the activation of an output capsule is
 * @param couplings what the couplings, offered to a probe as {@code couplings}, sum to one over
 * @param permutable whether the order of the input capsules, with their weights and parameters, makes no difference
 * @param votesArray whether the array of all votes, [B, I, J, D], is made
 * @param ownSquash whether lengths come from another squash than Sabour's |s|² / (1 + |s|²), from which lengths before it
 *     can't be calculated back; of no meaning where lengths aren't the activations
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RoutingTraits(
        Transformation transformation,
        Activation activation,
        Couplings couplings,
        boolean permutable,
        boolean votesArray,
        boolean ownSquash) {

    /** What the activation of an output capsule is. */
    public enum Activation {
        /** The length of its pose, in [0, 1). */
        LENGTH,
        /** A number in [0, 1] that the routing returns beside the pose. */
        PROBABILITY,
        /** Numbers that the routing returns beside the poses and that sum to 1 over the outputs. */
        DISTRIBUTION
    }

    /** What couplings are normalised over. */
    public enum Couplings {
        /** There are none. */
        NONE,
        /** For every input capsule they sum to 1 over the output capsules. */
        OUTPUTS,
        /** There are some that aren't normalised. */
        FREE
    }

    /**
     * Checks that nothing is missing.
     *
     * @param transformation not null
     * @param activation not null
     * @param couplings not null
     * @param permutable either
     * @param votesArray either
     * @param ownSquash either
     */
    public RoutingTraits {
        Objects.requireNonNull(transformation, "transformation");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(couplings, "couplings");
    }

    /** {@return the default} */
    public static RoutingTraits standard() {
        return new RoutingTraits(Transformation.linear(), Activation.LENGTH, Couplings.OUTPUTS, true, false, false);
    }

    /**
     * {@return the same with another transformation}
     *
     * @param newTransformation how input capsules become votes
     */
    public RoutingTraits with(Transformation newTransformation) {
        return new RoutingTraits(newTransformation, activation, couplings, permutable, votesArray, ownSquash);
    }

    /**
     * {@return the same with another activation}
     *
     * @param newActivation what the activation of an output capsule is
     */
    public RoutingTraits with(Activation newActivation) {
        return new RoutingTraits(transformation, newActivation, couplings, permutable, votesArray, ownSquash);
    }

    /**
     * {@return the same with other couplings}
     *
     * @param newCouplings what couplings are normalised over
     */
    public RoutingTraits with(Couplings newCouplings) {
        return new RoutingTraits(transformation, activation, newCouplings, permutable, votesArray, ownSquash);
    }

    /** {@return the same for a routing that depends on the order of the input capsules} */
    public RoutingTraits ordered() {
        return new RoutingTraits(transformation, activation, couplings, false, votesArray, ownSquash);
    }

    /** {@return the same for a routing that makes the array of votes} */
    public RoutingTraits withVotesArray() {
        return new RoutingTraits(transformation, activation, couplings, permutable, true, ownSquash);
    }

    /** {@return the same for a routing whose lengths come from another squash than {@code Tensor.squash()}} */
    public RoutingTraits withOwnSquash() {
        return new RoutingTraits(transformation, activation, couplings, permutable, votesArray, true);
    }

    /** {@return whether activations come beside the poses} */
    public boolean ownActivations() {
        return activation != Activation.LENGTH;
    }
}
