package ${package};

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/**
 * A start for an algorithm of your own: input capsules send more to the outputs that agree with their votes.
 *
 * <pre>
 * b_ij ← 0
 * for r iterations:
 *     c_ij ← softmax(b_ij)              over the output capsules j
 *     s_j ← Σ_i c_ij û_ij
 *     v_j ← squash(s_j)
 *     b_ij ← b_ij + β (û_ij · v_j)
 * </pre>
 *
 * <p>Nothing here is a gradient: Tensor records what is computed, and the layer goes back through it.
 *
 * @param iterations r
 * @param sharpness β, how much an agreement counts
 */
public record ${className}(
        @Option(value = "routing iterations r", min = 1) int iterations,
        @Option(value = "how much an agreement counts, β", min = 0) double sharpness)
        implements Routing {

    public ${className} {
        Options.check(${className}.class, iterations, sharpness);
    }

    @Override
    public Capsules route(RoutingInput input) {
        Votes votes = input.votes(); // û, which is never made as an array
        Tensor b = votes.zeroLogits(); // [B, I, J]
        for (int t = 1; t < iterations; t++) {
            Tensor v = outputs(votes, b, input); // [B, J, D]
            b = b.plus(votes.agreement(v).times(sharpness));
        }
        return Capsules.of(outputs(votes, b, input));
    }

    private static Tensor outputs(Votes votes, Tensor b, RoutingInput input) {
        Tensor c = b.softmax(-1); // over J
        input.observe("couplings", c);
        Tensor s = votes.weightedSum(c);
        return s.squash();
    }

    /** At first an input capsule sends the same to all outputs: 1/J of each vote. */
    @Override
    public double gain(CapsuleShape shape) {
        return 1.0 / shape.outputs();
    }
}
