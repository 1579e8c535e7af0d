// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.dynamic;

import java.util.List;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/**
 * Routing by agreement: an input capsule sends more to the output capsules that its votes agree with (Sabour, Frosst,
 * Hinton 2017, "Dynamic Routing Between Capsules", procedure 1).
 *
 * <pre>
 * b_ij ← 0
 * for r iterations:
 *     c_i ← softmax(b_i)               over the output capsules
 *     s_j ← Σ_i c_ij û_ij
 *     v_j ← squash(s_j)
 *     b_ij ← b_ij + û_ij · v_j
 * </pre>
 *
 * <p>The loop is {@link AgreementRouting}'s, with logits that add up.
 *
 * <p>Couplings that sum to 1, as published, shrink s_j by the number of output capsules J; a second capsule layer then
 * has nothing to work on. With {@link CouplingSum#OUTPUTS} they are multiplied by J, after a probe has seen them: for a
 * probe they sum to 1 either way.
 *
 * @param iterations r
 * @param stopGradient whether only the last iteration is differentiated, the couplings being constants, as in most
 *     codes; the authors' own differentiates all
 * @param bias whether a trained vector, at first 0.1, is added to every s_j, as in the authors' code but not the paper
 * @param couplings what the couplings of an input capsule sum to
 * @param normalize whether agreements are divided by the root mean square length of an example's votes, so that long votes
 *     don't make couplings all or nothing; ours, not in the paper
 */
public record DynamicRouting(
        @Option(value = "routing iterations r", min = 1) int iterations,
        @Option("differentiate the last iteration only") boolean stopGradient,

        @Option("add a trained vector to every output before squashing")
        boolean bias,

        @Option("what the couplings of an input capsule sum to: one, or the number of outputs")
        CouplingSum couplings,

        @Option(value = "divide agreements by the length of votes", asBefore = "false")
        boolean normalize)
        implements AgreementRouting {

    /** Keeps the root differentiable where all votes are zero. */
    private static final double SMALL = 1e-12;

    /** What the couplings of one input capsule sum to. */
    public enum CouplingSum {
        /** 1, as published. */
        ONE,
        /** J, the number of output capsules, so that lengths don't shrink with it. */
        OUTPUTS
    }

    public DynamicRouting {
        Options.check(DynamicRouting.class, iterations, stopGradient, bias, couplings, normalize);
    }

    /** v_j = squash(s_j). */
    @Override
    public Tensor output(Tensor s, RoutingInput input) {
        Tensor scaled = s.times(couplingSum(s.size(1))); // [B, J, D]
        return (bias ? scaled.plus(input.parameter("bias")) : scaled).squash();
    }

    @Override
    public Tensor logits(Tensor before, Tensor agreement, RoutingInput input) {
        if (!normalize) {
            return before.plus(agreement);
        }
        Votes votes = stopGradient ? input.votes().detached() : input.votes();
        Tensor length = votes.meanSquare().plus(SMALL).sqrt(); // [B, 1, 1]
        return before.plus(agreement.dividedBy(length));
    }

    private double couplingSum(long outputs) {
        return couplings == CouplingSum.OUTPUTS ? outputs : 1;
    }

    @Override
    public double gain(CapsuleShape shape) {
        return couplingSum(shape.outputs()) / shape.outputs();
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return bias
                ? List.of(
                        RoutingParameter.bias("bias", Initial.constant(0.1), shape.outputs(), shape.outputDimension()))
                : List.of();
    }
}
