// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/**
 * Adaptive routing: every vote moves towards the output capsule that it voted for (Ren, Su, Li 2019, "Adaptive Routing
 * Between Capsules", algorithm 1).
 *
 * <pre>
 * for r iterations:
 *     s_j ← Σ_i û_ij
 *     v_j ← squash(s_j)
 *     û_ij ← v_j + û_ij
 * </pre>
 *
 * <p>As published, every iteration adds I v_j to the sum of I votes, so that with the paper's 1152 input capsules any
 * output longer than about 1/1152 becomes 1. With {@link Move#MEAN} a vote moves by v_j / I, and the sum by v_j.
 *
 * @param iterations r
 * @param move how far a vote moves
 */
public record AdaptiveRouting(
        @Option(value = "routing iterations r", min = 1) int iterations,

        @Option("how far a vote moves: by the full output, or by its mean over the inputs")
        Move move)
        implements Routing {

    /** How far a vote moves in an iteration. */
    public enum Move {
        /** By v_j, as published. */
        FULL,
        /** By v_j / I, I being the number of input capsules. */
        MEAN
    }

    public AdaptiveRouting {
        Options.check(AdaptiveRouting.class, iterations, move);
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard().with(Couplings.NONE);
    }

    @Override
    public Capsules route(RoutingInput input) {
        Votes votes = input.votes();
        double step = move == Move.MEAN ? 1.0 / votes.inputs() : 1;
        Tensor v = votes.sum().squash(); // [B, J, D]
        for (int t = 1; t < iterations; t++) {
            votes = votes.plus(v.times(step));
            v = votes.sum().squash();
        }
        return Capsules.of(v);
    }

    /**
     * {@inheritDoc}
     *
     * <p>With {@link Move#MEAN} the sum of votes s_j grows by the v_j of each iteration. How much that is depends on its length;
     * counted is the growth from 1/√3, where squash is steepest: 2.14 with three iterations.
     */
    @Override
    public double gain(CapsuleShape shape) {
        if (move == Move.FULL) {
            return 1;
        }
        double start = 1 / Math.sqrt(3);
        double s = start;
        for (int t = 1; t < iterations; t++) {
            s += s * s / (1 + s * s);
        }
        return s / start;
    }
}
