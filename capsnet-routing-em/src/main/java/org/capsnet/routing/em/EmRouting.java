// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/**
 * EM routing between matrix capsules: an output capsule is a Gaussian over the votes for it, and expectation
 * maximisation finds which votes belong to which (Hinton, Sabour, Frosst 2018, "Matrix Capsules with EM Routing",
 * procedure 1).
 *
 * <pre>
 * R_ij ← 1 / J
 * for t = 0 to T − 1:
 *     M-step:
 *         R_ij ← R_ij a_i
 *         μ_j  ← Σ_i R_ij V_ij / Σ_i R_ij
 *         σ_j² ← Σ_i R_ij (V_ij − μ_j)² / Σ_i R_ij
 *         cost_j ← (β_u + log σ_j) Σ_i R_ij
 *         a_j ← sigmoid(λ_t (β_a − Σ_h cost_jh))
 *     E-step, unless t = T − 1:
 *         p_ij ← (Π_h N(V_ijh; μ_jh, σ_jh²))^τ
 *         R_ij ← a_j p_ij / Σ_k a_k p_ik
 * λ_t = λ (1 − 0.95^(t + 1))
 * </pre>
 *
 * <p>Poses are 4x4 matrices, so that the capsules below and of the layer have dimension 16; h counts the components.
 * a_i is the activation of an input capsule, at most 1; a_j and μ_j are the output, β_u and β_a are trained for every
 * output capsule ({@code betaU}, {@code betaA}). The paper names a λ that grows with t but no numbers; λ_t is what its
 * authors answered to their reviewers, with λ = 0.01.
 *
 * <p>This is the version per patch: the R_ij of an input capsule sum to 1 over the output capsules of this layer. In a
 * convolutional layer of the paper they sum to 1 over the output capsules of all places that see the input capsule; in
 * the paper's last layer, where every output capsule sees everything, both are the same.
 *
 * <p>Σ_i R_ij grows with the number of input capsules I and shrinks with that of output capsules J, and the cost with
 * it: a_j sticks at ½ in a small layer and at 0 or 1 in a large one. With {@link DataAmount#SHARE} it is divided by
 * I / J, which makes it the mean activation where all outputs share alike; the published λ = 0.01 at 100 inputs per
 * output is λ = 1 then.
 *
 * <p>β_u starts at {@value #INITIAL_BETA_U}, which is about −log σ for votes of capsules shorter than 1. From 0 every a_j
 * would start near 1, and the quickest way down is to extinguish the layer below for good. β_a starts at 0.
 *
 * <p>In a stack every layer averages, so that the votes for the next lie closer together: log σ falls, and from the third
 * layer or so on every a_j starts near 1 whatever β_u. With {@code relative} the mean of Σ_h log σ_jh over the output capsules
 * is taken from each: what outputs compete with stays, β_u and β_a still say how much an output costs, and with β_u starting
 * at 0 every a_j starts about ½, at any depth.
 *
 * <p>The paper has no τ, which is 1. The product over 16 components makes of small differences between outputs couplings that
 * are all or nothing before anything is learnt, and in a stack the more so the higher the layer. A smaller τ leaves the order
 * and softens it, as deterministic annealing does (Ueda, Nakano 1998, "Deterministic annealing EM algorithm"), though here
 * it stays as it is, and a_j is left out of it.
 *
 * <p>{@value #EPSILON} is added to Σ_i R_ij and σ_j², so that capsules without any votes, or with one, are harmless in
 * single precision.
 *
 * @param iterations T
 * @param inverseTemperature λ
 * @param data the amount of data that an output capsule is charged for
 * @param coordinates whether the place of an input capsule, (row + ½) / height and (column + ½) / width, is added to the
 *     first two elements of the last column of its votes, as in the paper's last layer; above a layer that has no places
 *     nothing is added
 * @param relative whether the mean of Σ_h log σ_jh over the output capsules is taken from each
 * @param tempering τ
 */
public record EmRouting(
        @Option(value = "iterations T", min = 1) int iterations,

        @Option(value = "inverse temperature λ of λ (1 − 0.95^(t + 1))", above = 0)
        double inverseTemperature,

        @Option("data that an output is charged for: the sum of its inputs' shares, or that over inputs per output")
        DataAmount data,

        @Option("add the place of an input capsule to its votes")
        boolean coordinates,

        @Option(value = "compare log σ with its mean over the outputs", asBefore = "false")
        boolean relative,

        @Option(value = "power τ of the density of votes in the E-step", above = 0, max = 1, asBefore = "1")
        double tempering)
        implements Routing {

    /** The amount of data that an output capsule is charged for. */
    public enum DataAmount {
        /** Σ_i R_ij, as published. */
        SUM,
        /** Σ_i R_ij · J / I, whatever the sizes of the layer. */
        SHARE
    }

    private static final int SIZE = 4;
    private static final double EPSILON = 1e-4;
    private static final double DECAY = 0.95;
    private static final double INITIAL_BETA_U = 2.5;
    private static final double DEVIATION = 0.1;

    public EmRouting {
        Options.check(EmRouting.class, iterations, inverseTemperature, data, coordinates, relative, tempering);
    }

    @Override
    public RoutingTraits traits() {
        RoutingTraits traits = RoutingTraits.standard()
                .with(Transformation.matrices(SIZE))
                .with(Activation.PROBABILITY)
                .withVotesArray();
        return coordinates ? traits.ordered() : traits;
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of(
                RoutingParameter.bias("betaU", Initial.constant(relative ? 0 : INITIAL_BETA_U), shape.outputs()),
                RoutingParameter.bias("betaA", Initial.constant(0), shape.outputs()));
    }

    /** The transformations start at the identity; the deviation from it doesn't add up over inputs. */
    @Override
    public double deviation(CapsuleShape shape, double g) {
        return DEVIATION;
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor votes = votes(input); // [B, I, J, D]
        Tensor a = atMostOne(input.activations()).insertAxis(-1); // [B, I, 1]
        Tensor r = input.votes().zeroLogits().softmax(-1); // [B, I, J]
        for (int t = 0; ; t++) {
            input.observe(RoutingProbe.COUPLINGS, r);
            Gaussians outputs = maximization(votes, r.times(a), t, input);
            if (t == iterations - 1) {
                return Capsules.of(
                        outputs.mean().dropAxis(1), outputs.activation().sigmoid());
            }
            r = expectation(outputs);
        }
    }

    /**
     * Output capsules during routing.
     *
     * @param mean μ_j, [B, 1, J, D]
     * @param variance σ_j², [B, 1, J, D]
     * @param squares (V_ij − μ_j)², [B, I, J, D]
     * @param activation logit of a_j, [B, J]
     */
    private record Gaussians(Tensor mean, Tensor variance, Tensor squares, Tensor activation) {}

    /** The M-step; r is R_ij a_i, [B, I, J]. */
    private Gaussians maximization(Tensor votes, Tensor r, int t, RoutingInput input) {
        Tensor sum = r.sum(1); // [B, 1, J]
        Tensor weight = r.dividedBy(sum.plus(EPSILON)).insertAxis(-1); // [B, I, J, 1]
        Tensor mean = votes.times(weight).sum(1); // [B, 1, J, D]
        Tensor squares = votes.minus(mean).squared(); // [B, I, J, D]
        Tensor variance = squares.times(weight).sum(1).plus(EPSILON); // [B, 1, J, D]
        Tensor absolute = halfLog(variance).dropAxis(1); // [B, J]
        Tensor logDeviation = relative ? absolute.minus(absolute.mean(-1)) : absolute;
        Tensor cost = input.parameter("betaU")
                .times(input.shape().outputDimension())
                .plus(logDeviation)
                .times(amount(sum.dropAxis(1), input.shape())); // [B, J]
        Tensor activation = input.parameter("betaA").minus(cost).times(lambda(t)); // [B, J]
        return new Gaussians(mean, variance, squares, activation);
    }

    /** The E-step: the next R_ij, [B, I, J]. */
    private Tensor expectation(Gaussians outputs) {
        Tensor distance =
                outputs.squares().dividedBy(outputs.variance()).sum(-1).dropAxis(-1); // [B, I, J]
        // The constant of ln p, −½ D ln 2π, is the same for all outputs.
        Tensor logDensity = distance.times(-0.5).minus(halfLog(outputs.variance()));
        return outputs.activation()
                .logSigmoid()
                .insertAxis(1) // [B, 1, J]
                .plus(logDensity.times(tempering))
                .softmax(-1);
    }

    /** Σ_h ln σ_jh: [.., D] to [..]. */
    private static Tensor halfLog(Tensor variance) {
        return variance.log().sum(-1).dropAxis(-1).times(0.5);
    }

    private Tensor amount(Tensor sum, CapsuleShape shape) {
        return data == DataAmount.SHARE ? sum.times((double) shape.outputs() / shape.inputs()) : sum;
    }

    private double lambda(int t) {
        return inverseTemperature * (1 - Math.pow(DECAY, t + 1));
    }

    /** min(x, 1). */
    private static Tensor atMostOne(Tensor x) {
        return x.negated().plus(1).relu().negated().plus(1);
    }

    private Tensor votes(RoutingInput input) {
        Tensor votes = input.votes().tensor();
        return coordinates && input.grid().isPresent()
                ? votes.plus(places(input.grid().get(), votes))
                : votes;
    }

    /** [I, 1, D]. */
    private static Tensor places(Grid grid, Tensor votes) {
        int inputs = Math.toIntExact(grid.capsules());
        double[] places = new double[inputs * SIZE * SIZE];
        for (int i = 0; i < inputs; i++) {
            int matrix = i * SIZE * SIZE;
            places[matrix + SIZE - 1] = (grid.row(i) + 0.5) / grid.height();
            places[matrix + 2 * SIZE - 1] = (grid.column(i) + 0.5) / grid.width();
        }
        return votes.tape().constant(places, votes.dataType(), inputs, 1, SIZE * SIZE);
    }
}
