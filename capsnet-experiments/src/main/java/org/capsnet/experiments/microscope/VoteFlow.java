// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.Optional;
import java.util.stream.IntStream;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What the capsules below a layer sent to each of its capsules, for one image.
 *
 * <p>The contribution of capsule i to capsule j is the part of its vote that lies along j's direction, times the coupling if
 * there is one: c_ij (û_ij · v_j) / |v_j|. Where a capsule is the squashed sum of its votes, contributions add up to the length
 * of that sum; how far that is so, {@link #alignment} tells.
 */
final class VoteFlow {

    private final Votes votes;
    private final INDArray contributions; // [I, J]
    private final double[] alignments;

    private VoteFlow(Votes votes, INDArray contributions, double[] alignments) {
        this.votes = votes;
        this.contributions = contributions;
        this.alignments = alignments;
    }

    /**
     * Calculates it.
     *
     * @param transformation how capsules become votes
     * @param weights W of the layer
     * @param below poses of the capsules below, [1, I, d]
     * @param poses of the layer's capsules, [1, J, D]
     * @param couplings of the last iteration, [1, I, J], if the routing has some
     * @return nothing if there are no votes
     */
    static Optional<VoteFlow> of(
            Transformation transformation,
            INDArray weights,
            INDArray below,
            INDArray poses,
            Optional<INDArray> couplings) {
        if (transformation instanceof Transformation.None) {
            return Optional.empty();
        }
        Tape tape = Tape.inference();
        Tensor u = tape.constant(below.castTo(DataType.DOUBLE));
        Tensor w = tape.constant(weights.castTo(DataType.DOUBLE));
        Tensor v = tape.constant(poses.castTo(DataType.DOUBLE));
        Votes votes = transformation instanceof Transformation.Matrices matrices
                ? Votes.ofMatrices(u, w, matrices.size())
                : Votes.of(u, w);
        Optional<Tensor> c = couplings.map(values -> tape.constant(values.castTo(DataType.DOUBLE)));
        Tensor agreement = votes.agreement(v); // [1, I, J]
        INDArray contributions = c.map(agreement::times).orElse(agreement).copy();
        INDArray sum = c.map(votes::weightedSum).orElseGet(votes::sum).copy(); // [1, J, D]
        int outputs = (int) poses.size(1);
        double[] alignments = new double[outputs];
        INDArray scales = Nd4j.zeros(DataType.DOUBLE, 1, outputs);
        for (int j = 0; j < outputs; j++) {
            double[] capsule = vector(poses, j);
            double length = Vectors.length(capsule);
            scales.putScalar(0, j, length > 0 ? 1 / length : 0);
            alignments[j] = Vectors.cosine(capsule, vector(sum, j));
        }
        INDArray matrix = contributions.reshape(contributions.size(1), contributions.size(2));
        return Optional.of(new VoteFlow(votes, matrix.mulRowVector(scales), alignments));
    }

    private static double[] vector(INDArray capsules, int j) {
        return capsules.get(NDArrayIndex.point(0), NDArrayIndex.point(j)).toDoubleVector();
    }

    /** The contributions of all capsules below to one. */
    double[] contributions(int output) {
        return contributions.getColumn(output).toDoubleVector();
    }

    /**
     * The cosine between a capsule and the sum of its votes, each times its coupling: 1 if the contributions tell how the
     * capsule came about, less if the routing weighs votes by something else as well.
     */
    double alignment(int output) {
        return alignments[output];
    }

    /**
     * Passes on what capsules of the layer contributed to one above them, to those below: each capsule divides it in
     * proportion to what it got itself.
     *
     * @param above what each capsule of the layer contributed
     * @return what each capsule below contributed; negative where its vote pointed the other way
     */
    double[] passOn(double[] above) {
        double[] below = new double[(int) contributions.size(0)];
        for (int j = 0; j < above.length; j++) {
            if (above[j] == 0) {
                continue;
            }
            double[] each = contributions(j);
            double amounts = Shares.amounts(each);
            for (int i = 0; amounts > 0 && i < below.length; i++) {
                below[i] += above[j] * each[i] / amounts;
            }
        }
        return below;
    }

    /** The votes for one capsule, a row of D numbers for each capsule below. */
    double[][] votesFor(int output) {
        INDArray array = votes.tensor().array();
        return IntStream.range(0, (int) array.size(1))
                .mapToObj(i -> array.get(NDArrayIndex.point(0), NDArrayIndex.point(i), NDArrayIndex.point(output))
                        .toDoubleVector())
                .toArray(double[][]::new);
    }
}
