// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Map;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/** What a routing may look at. Nothing is computed before it is asked for. */
public final class RoutingInput {

    private final Tensor poses;
    private final Votes votes;
    private final Map<String, Tensor> parameters;

    private RoutingInput(Tensor poses, Votes votes, Map<String, Tensor> parameters) {
        this.poses = poses;
        this.votes = votes;
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * Input of a layer.
     *
     * @param poses capsules of the layer below, [B, I, d]
     * @param weights transformations [I, d, D, J]
     * @param parameters the tensors of {@link Routing#parameters} by name
     */
    public static RoutingInput of(Tensor poses, Tensor weights, Map<String, Tensor> parameters) {
        return new RoutingInput(poses, Votes.of(poses, weights), parameters);
    }

    /** The votes of every input capsule for every output capsule. */
    public Votes votes() {
        return votes;
    }

    /** The capsules of the layer below as they are, [B, I, d]. */
    public Tensor poses() {
        return poses;
    }

    /**
     * A parameter of the routing's own.
     *
     * @throws IllegalArgumentException if the routing hasn't declared it
     */
    public Tensor parameter(String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("The routing asks for parameter \"" + name + "\" but declares only "
                    + parameters.keySet() + " in parameters()");
        }
        return parameter;
    }

    /** Sizes of the layer. */
    public CapsuleShape shape() {
        return new CapsuleShape(votes.inputs(), votes.inputDimension(), votes.outputs(), votes.outputDimension());
    }
}
