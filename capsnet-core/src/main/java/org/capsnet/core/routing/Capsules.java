// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.tensor.Tensor;

/**
 * What a routing returns: a layer of capsules, and what else the layer should do.
 *
 * @param poses [B, J, D]
 * @param activations [B, J]; empty when a capsule's length is its activation
 * @param state new values of the routing's state, by name; taken over once a training step
 * @param losses losses of the routing's own, each [B], added to the network's
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Capsules(Tensor poses, Optional<Tensor> activations, Map<String, Tensor> state, List<Tensor> losses) {

    /**
     * Checks that nothing is missing.
     *
     * @param poses not null
     * @param activations not null
     * @param state copied
     * @param losses copied
     */
    public Capsules {
        Objects.requireNonNull(poses, "poses");
        Objects.requireNonNull(activations, "activations");
        state = Map.copyOf(state);
        losses = List.copyOf(losses);
    }

    /**
     * {@return capsules whose length is their activation}
     *
     * @param poses [B, J, D]
     */
    public static Capsules of(Tensor poses) {
        return new Capsules(poses, Optional.empty(), Map.of(), List.of());
    }

    /**
     * {@return capsules with activations of their own}
     *
     * @param poses [B, J, D]
     * @param activations [B, J]
     */
    public static Capsules of(Tensor poses, Tensor activations) {
        return new Capsules(poses, Optional.of(activations), Map.of(), List.of());
    }

    /**
     * {@return the same with a new value for a parameter that was declared by {@link RoutingParameter#state}} No gradient
     * flows through it.
     *
     * @param name of the parameter
     * @param value of the parameter's shape
     */
    public Capsules withState(String name, Tensor value) {
        Map<String, Tensor> more = new HashMap<>(state);
        more.put(name, value);
        return new Capsules(poses, activations, more, losses);
    }

    /**
     * {@return the same with another loss}
     *
     * @param perExample one number for each example, [B]
     */
    public Capsules withLoss(Tensor perExample) {
        List<Tensor> more = new ArrayList<>(losses);
        more.add(perExample);
        return new Capsules(poses, activations, state, more);
    }
}
