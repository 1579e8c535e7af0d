// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import java.util.List;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/**
 * Inverted dot-product attention routing: the output capsules compete for every input capsule (Tsai, Srivastava, Goh,
 * Salakhutdinov 2020, "Capsules with Inverted Dot-Product Attention Routing").
 *
 * <pre>
 * b_ij ← 0
 * for r iterations:
 *     c_i ← softmax(b_i)                      over the output capsules
 *     p_j ← γ · layerNorm(Σ_i c_ij û_ij) + β
 *     b_ij ← û_ij · p_j / √D
 * a_j ← sigmoid(h · p_j + h0)
 * </pre>
 *
 * <p>The logits are replaced, not added to. The division by √D is the authors' code's; the paper has none. Layer norm
 * makes all poses equally long, so a length can't be an activation: a linear function shared by all output capsules, the
 * authors' class head, gives it. γ, β and h are the parameters {@code gamma}, {@code beta} and {@code head}, [D], and h0
 * is {@code headBias}, [1].
 *
 * <p>Layer by layer this is the authors' sequential routing. Their concurrent routing, which all layers of a network take
 * part in at once, is made of {@link #start} and {@link #step}.
 *
 * @param iterations r
 */
public record InvertedAttentionRouting(
        @Option(value = "routing iterations r", min = 1) int iterations) implements AgreementRouting {

    private static final double EPSILON = 1e-5;

    public InvertedAttentionRouting {
        Options.check(InvertedAttentionRouting.class, iterations);
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Activation.PROBABILITY);
    }

    /** b_ij = û_ij · p_j / √D, whatever it was before. */
    @Override
    public Tensor logits(Tensor before, Tensor agreement, RoutingInput input) {
        return agreement.times(1 / Math.sqrt(input.shape().outputDimension()));
    }

    /** p_j = γ · layerNorm(s_j) + β. */
    @Override
    public Tensor output(Tensor s, RoutingInput input) {
        return s.layerNorm(EPSILON).times(input.parameter("gamma")).plus(input.parameter("beta"));
    }

    /** a_j = sigmoid(h · p_j + h0). */
    @Override
    public Capsules finish(Tensor p, RoutingInput input) {
        Tensor score = p.times(input.parameter("head")).sum(-1).dropAxis(-1); // [B, J]
        return Capsules.of(p, score.plus(input.parameter("headBias")).sigmoid());
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        long dimension = shape.outputDimension();
        return List.of(
                RoutingParameter.bias("gamma", Initial.constant(1), dimension),
                RoutingParameter.bias("beta", Initial.constant(0), dimension),
                RoutingParameter.weight("head", Initial.normal(1 / Math.sqrt(3.0 * dimension)), dimension),
                RoutingParameter.bias("headBias", Initial.constant(0), 1));
    }

    /** The authors' √(J / (I d)); layer norm takes a sum of any length, so that g has nothing to say. */
    @Override
    public double deviation(CapsuleShape shape, double g) {
        return Math.sqrt((double) shape.outputs() / (shape.inputs() * shape.inputDimension()));
    }
}
