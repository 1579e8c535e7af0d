// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.self;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.capsnet.routing.spi.Option;

/**
 * Self-routing: every input capsule decides by itself, from its pose alone, where its activation goes; nothing has to
 * agree (Hahn, Pyeon, Kim 2019, "Self-Routing Capsule Networks").
 *
 * <pre>
 * c_i ← softmax(R_i u_i + r_i)                            over the output capsules
 * a_j ← Σ_i c_ij a_i / Σ_i a_i
 * v_j ← Σ_i c_ij a_i û_ij / Σ_i c_ij a_i
 * </pre>
 *
 * <p>The routing weights R and r, W^route in the paper, are the parameters {@code routeWeights}, [I, d, J], and
 * {@code routeBias}, [I, J], zero at first as in the authors' code. The outputs' activations sum to 1; the authors train
 * their logarithm with cross-entropy. Poses aren't squashed. Inputs that are all inactive count alike.
 *
 * <p>Votes make the poses alone. In a last layer of which only the activations are read W therefore has no gradient and
 * stays as it is; the authors leave it out there.
 *
 * <p>The authors put batch norm over the poses of every layer. Without, the components of a squashed pose are so small that
 * the logits hardly move from 0. With {@code normalised} every u_i has mean 0 and variance 1 where it decides its route.
 *
 * @param normalised whether layer norm comes before R, in place of the authors' batch norm
 */
public record SelfRouting(
        @Option("layer norm on poses before they decide their route, in place of the authors' batch norm")
        boolean normalised)
        implements Routing {

    /** Keeps quotients finite; far below any activation that matters. */
    private static final double EPSILON = 1e-8;

    private static final double VARIANCE_EPSILON = 1e-5;

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Activation.DISTRIBUTION);
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor c = routeLogits(input).softmax(-1); // [B, I, J]
        input.observe(RoutingProbe.COUPLINGS, c);

        Tensor a = input.activations().plus(EPSILON); // [B, I]
        Tensor share = a.dividedBy(a.sum(-1)).insertAxis(-1); // a_i / Σ_i a_i, [B, I, 1]
        Tensor sent = c.times(share); // [B, I, J]
        Tensor received = sent.sum(1); // a_j, [B, 1, J]

        Tensor poses = input.votes().weightedSum(sent.dividedBy(received.plus(EPSILON))); // [B, J, D]
        return Capsules.of(poses, received.dropAxis(1));
    }

    /** R_i u_i + r_i, [B, I, J]: votes of dimension 1, each of which is the logit. */
    private Tensor routeLogits(RoutingInput input) {
        Tensor u = normalised ? input.poses().layerNorm(VARIANCE_EPSILON) : input.poses(); // [B, I, d]
        Votes logits = Votes.of(u, input.parameter("routeWeights").insertAxis(2)); // R as [I, d, 1, J]
        Tensor ones = u.tape().filled(1, u.dataType(), u.size(0), logits.outputs(), 1); // [B, J, 1]
        return logits.agreement(ones).plus(input.parameter("routeBias"));
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of(
                RoutingParameter.weight(
                        "routeWeights", Initial.constant(0), shape.inputs(), shape.inputDimension(), shape.outputs()),
                RoutingParameter.bias("routeBias", Initial.constant(0), shape.inputs(), shape.outputs()));
    }

    /** √(I / D), with which poses are as long as the inputs': no squash has to be made up for, so g is of no use. */
    @Override
    public double deviation(CapsuleShape shape, double g) {
        return Math.sqrt((double) shape.inputs() / shape.outputDimension());
    }
}
