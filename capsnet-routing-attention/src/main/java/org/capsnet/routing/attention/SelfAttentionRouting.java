// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/**
 * Self-attention routing: the votes for an output capsule attend to each other, once (Mazzia, Salvetti, Chiaberge 2021,
 * "Efficient-CapsNet: Capsule Network with Self-Attention Routing").
 *
 * <pre>
 * A_ikj ← û_ij · û_kj / √D
 * c_i ← softmax(Σ_k A_ikj)                  over the output capsules
 * s_j ← Σ_i (c_ij + b_ij) û_ij
 * v_j ← (1 − e^−|s_j|) s_j / |s_j|
 * </pre>
 *
 * <p>The attention matrices A_j, I numbers squared for every output capsule, are only ever summed over k, so Σ_k û_kj
 * takes their place. The log priors b are the parameter {@code b}, [I, J], zero at first; with them the couplings no
 * longer sum to 1.
 */
public record SelfAttentionRouting() implements Routing {

    private static final double SHARE_OF_GAIN = 0.6;

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.FREE).withOwnSquash();
    }

    @Override
    public Capsules route(RoutingInput input) {
        Votes votes = input.votes();
        Tensor attention = votes.agreement(votes.sum()).times(1 / Math.sqrt(votes.outputDimension())); // [B, I, J]
        Tensor c = attention.softmax(-1).plus(input.parameter("b")); // [B, I, J]
        input.observe(RoutingProbe.COUPLINGS, c);
        return Capsules.of(ExponentialSquash.of(votes.weightedSum(c)));
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of(RoutingParameter.bias("b", Initial.constant(0), shape.inputs(), shape.outputs()));
    }

    @Override
    public double gain(CapsuleShape shape) {
        return 1.0 / shape.outputs();
    }

    /**
     * The rule for equal couplings, g J / √(I D), with {@value #SHARE_OF_GAIN} of g, over J^¼. Without J^¼, the attention of a
     * wide layer would be all or nothing from the start; over √J, lengths would vanish layer by layer. Short lengths pass this
     * squash as they are, where Sabour's needs a gain of 2; and attention, which grows with the square of lengths, makes of any
     * gain above 1 more from layer to layer, until the least change of an image decides what is eight layers above.
     */
    @Override
    public double deviation(CapsuleShape shape, double g) {
        return Routing.super.deviation(shape, SHARE_OF_GAIN * g) / Math.pow(shape.outputs(), 0.25);
    }
}
