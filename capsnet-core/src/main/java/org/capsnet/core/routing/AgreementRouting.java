// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Arrays;
import org.apiguardian.api.API;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/**
 * The common loop of routings in which an input capsule sends more to the outputs that its votes agree with.
 *
 * <pre>
 * b_ij ← initial logits
 * for r iterations:
 *     c_i ← softmax(b_i)                over the output capsules
 *     s_j ← Σ_i c_ij û_ij
 *     v_j ← output(s_j)                 for instance squash
 *     b_ij ← logits(b_ij, û_ij · v_j)   for instance their sum
 * </pre>
 *
 * <p>A routing of this kind says what {@link #output} and {@link #logits} are; the loop, stop-gradient and probes are
 * here. {@link #start} and {@link #step} are the same loop one iteration at a time, for algorithms that run all layers of
 * a network concurrently.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface AgreementRouting extends Routing {

    /**
     * {@return the number of iterations r, at least 1} The last iteration's update of the logits would be lost and isn't
     * computed.
     */
    int iterations();

    /** {@return whether only the last iteration is differentiated, its couplings being constants} */
    default boolean stopGradient() {
        return false;
    }

    /**
     * {@return the output capsules [B, J, D] that follow from sums of votes}
     *
     * @param s Σ_i c_ij û_ij, [B, J, D]
     * @param input that of {@link #route}
     */
    Tensor output(Tensor s, RoutingInput input);

    /**
     * {@return the next routing logits, [B, I, J]}
     *
     * @param before the last ones, [B, I, J]
     * @param agreement û_ij · v_j, [B, I, J]
     * @param input that of {@link #route}
     */
    default Tensor logits(Tensor before, Tensor agreement, RoutingInput input) {
        return before.plus(agreement);
    }

    /**
     * {@return the logits of the first iteration, [B, I, J] or a shape that is broadcast to it} Zero unless overridden.
     *
     * @param input that of {@link #route}
     */
    default Tensor initialLogits(RoutingInput input) {
        return input.votes().zeroLogits();
    }

    /** {@return the axis of [B, I, J] that couplings sum to one over} The outputs unless overridden. */
    default int couplingAxis() {
        return -1;
    }

    /**
     * {@return the coupling that equal logits give, which is the factor that {@link Routing#gain} asks for} 1/J for couplings
     * over the outputs, 1/I over the inputs. A routing whose {@link #output} multiplies the sum, or whose
     * {@link #initialLogits} aren't equal, has another.
     *
     * @param shape sizes of the layer
     */
    @Override
    default double gain(CapsuleShape shape) {
        return switch (couplingAxis()) {
            case -1, 2 -> 1.0 / shape.outputs();
            case -2, 1 -> 1.0 / shape.inputs();
            default -> 1;
        };
    }

    /**
     * {@return what the layer returns after the last iteration} The output capsules as they are, unless the routing has
     * activations of its own.
     *
     * @param v the output capsules, [B, J, D]
     * @param input that of {@link #route}
     */
    default Capsules finish(Tensor v, RoutingInput input) {
        return Capsules.of(v);
    }

    @Override
    default Capsules route(RoutingInput input) {
        Votes votes = input.votes();
        Votes inner = stopGradient() ? votes.detached() : votes;
        Tensor b = stopGradient() ? firstLogits(input).detached() : firstLogits(input);
        for (int t = 1; t < iterations(); t++) {
            Tensor v = outputOf(inner, b, input); // [B, J, D]
            b = logits(b, inner.agreement(stopGradient() ? v.detached() : v), input);
        }
        return finish(outputOf(votes, b, input), input);
    }

    /**
     * Logits and output of one iteration.
     *
     * @param logits b, [B, I, J]
     * @param output v, [B, J, D]
     */
    record Iteration(Tensor logits, Tensor output) {}

    /**
     * {@return the first iteration}
     *
     * @param input votes and what else is known of the layer below
     */
    default Iteration start(RoutingInput input) {
        Tensor b = firstLogits(input);
        return new Iteration(b, outputOf(input.votes(), b, input));
    }

    /**
     * {@return one more iteration, differentiated like any other}
     *
     * @param input may be another than that of the iteration before
     * @param before the iteration before
     */
    default Iteration step(RoutingInput input, Iteration before) {
        Tensor b = logits(before.logits(), input.votes().agreement(before.output()), input);
        return new Iteration(b, outputOf(input.votes(), b, input));
    }

    /** In full, [B, I, J]. Logits that are full already stay as they are, since equal ones take no memory. */
    private Tensor firstLogits(RoutingInput input) {
        Tensor zero = input.votes().zeroLogits();
        Tensor b = initialLogits(input);
        return Arrays.equals(b.shape(), zero.shape()) ? b : zero.plus(b);
    }

    private Tensor outputOf(Votes votes, Tensor b, RoutingInput input) {
        Tensor c = b.softmax(couplingAxis()); // [B, I, J]
        input.observe(RoutingProbe.COUPLINGS, c);
        return output(votes.weightedSum(c), input);
    }
}
