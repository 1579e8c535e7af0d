// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Objects;
import java.util.Optional;
import org.capsnet.core.tensor.Tensor;

/**
 * A layer of capsules: their poses and, where the routing computes them apart from the poses, their activations.
 *
 * @param poses [B, J, D]
 * @param activations [B, J]; empty when a capsule's length is its activation
 */
public record Capsules(Tensor poses, Optional<Tensor> activations) {

    public Capsules {
        Objects.requireNonNull(poses, "poses");
        Objects.requireNonNull(activations, "activations");
    }

    /** Capsules whose length is their activation. */
    public static Capsules of(Tensor poses) {
        return new Capsules(poses, Optional.empty());
    }

    /** Capsules with activations of their own. */
    public static Capsules of(Tensor poses, Tensor activations) {
        return new Capsules(poses, Optional.of(activations));
    }
}
