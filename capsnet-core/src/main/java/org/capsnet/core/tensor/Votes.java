// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The votes û_ij = u_i W_ij of every input capsule i for every output capsule j, without the array that would hold
 * them.
 *
 * <p>Sizes: batch B, I input capsules of dimension d, J output capsules of dimension D. At B = 128, I = 1152, J = 256,
 * D = 16 that array would take 2.4 GB. A routing asks for the contractions below instead; each is a matrix product, or
 * one for every output capsule, and its derivative is too. Votes don't change: {@link #plus} and {@link #detached} give
 * new ones.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Votes {

    private final Tensor u;
    private final Tensor w;
    /** Rows of a pose matrix; each is transformed by itself and counts as an example of its own in u. */
    private final int rows;

    /** What all votes for a capsule were moved by, [B, J, D]; null if they weren't. */
    private final Lazy offset;

    private final Lazy sum;

    /** The mean of the squares before any move, [B, 1, 1]. */
    private final Lazy unmovedSquare;

    private final Lazy square;
    private Votes detached;

    private Votes(Tensor u, Tensor w, int rows, Lazy offset, Lazy sum, Lazy unmovedSquare) {
        this.u = u;
        this.w = w;
        this.rows = rows;
        this.offset = offset;
        this.sum = sum;
        this.unmovedSquare = unmovedSquare;
        this.square = offset == null ? unmovedSquare : new Lazy(this::movedSquare);
    }

    private static Votes unmoved(Tensor u, Tensor w, int rows) {
        return new Votes(
                u,
                w,
                rows,
                null,
                new Lazy(() -> MatrixRows.join(new VoteContractions(u, w).sum(), rows)),
                unmovedSquare(u, w, rows));
    }

    private static Lazy unmovedSquare(Tensor u, Tensor w, int rows) {
        double votes = (double) u.size(1) * w.size(3);
        return new Lazy(
                () -> MatrixRows.sum(new VoteContractions(u, w).squares(), rows).times(1 / votes));
    }

    /**
     * Votes of capsules for the capsules above.
     *
     * @param u input capsules [B, I, d]
     * @param w transformations [I, d, D, J]: W_ij is {@code w[i, :, :, j]}
     * @return the votes
     * @throws IllegalArgumentException if the shapes don't fit together
     */
    public static Votes of(Tensor u, Tensor w) {
        if (u.rank() != 3 || w.rank() != 4 || u.size(1) != w.size(0) || u.size(2) != w.size(1)) {
            throw new IllegalArgumentException("Votes need capsules [B, I, d] and weights [I, d, D, J], but got "
                    + Arrays.toString(u.shape()) + " and " + Arrays.toString(w.shape()));
        }
        return unmoved(u, w, 1);
    }

    /**
     * Votes û_ij = M_i W_ij of pose matrices. They count as vectors of size² numbers, row by row, in all that follows.
     *
     * @param poses [B, I, size²], each a matrix row by row
     * @param w transformations [I, size, size, J]: W_ij is {@code w[i, :, :, j]}
     * @param size rows and columns of a matrix
     * @return the votes
     * @throws IllegalArgumentException if the shapes don't fit together
     */
    public static Votes ofMatrices(Tensor poses, Tensor w, int size) {
        if (poses.rank() != 3
                || w.rank() != 4
                || poses.size(1) != w.size(0)
                || poses.size(2) != (long) size * size
                || w.size(1) != size
                || w.size(2) != size) {
            throw new IllegalArgumentException("Votes of " + size + "x" + size + " matrices need poses [B, I, "
                    + size * size + "] and weights [I, " + size + ", " + size + ", J], but got "
                    + Arrays.toString(poses.shape()) + " and " + Arrays.toString(w.shape()));
        }
        return unmoved(MatrixRows.split(poses, size), w, size);
    }

    /** {@return B, the number of examples} */
    public long batch() {
        return u.size(0) / rows;
    }

    /** {@return I, the number of input capsules} */
    public long inputs() {
        return u.size(1);
    }

    /** {@return d, the dimension of an input capsule} */
    public long inputDimension() {
        return u.size(2) * rows;
    }

    /** {@return J, the number of output capsules} */
    public long outputs() {
        return w.size(3);
    }

    /** {@return D, the dimension of a vote and of an output capsule} */
    public long outputDimension() {
        return w.size(2) * rows;
    }

    /** {@return the element type} */
    public DataType dataType() {
        return u.dataType();
    }

    /** {@return routing logits that are all zero, [B, I, J]} They take no memory until something is added to them. */
    public Tensor zeroLogits() {
        return u.tape().filled(0, dataType(), batch(), inputs(), outputs());
    }

    /** {@return Σ_i û_ij, [B, J, D]} */
    public Tensor sum() {
        return sum.get();
    }

    /**
     * {@return Σ_i c_ij û_ij, [B, J, D]}
     *
     * @param c coupling coefficients [B, I, J]
     */
    public Tensor weightedSum(Tensor c) {
        c.requireShape(batch(), inputs(), outputs());
        if (c.fill() != null) {
            return sum().times(c.fill());
        }
        Tensor unmoved = MatrixRows.join(new VoteContractions(u, w).weightedSum(MatrixRows.repeat(c, rows)), rows);
        if (offset == null) {
            return unmoved;
        }
        Tensor couplingPerOutput = c.sum(1).dropAxis(1).insertAxis(2); // [B, J, 1]
        return unmoved.plus(offset.get().times(couplingPerOutput));
    }

    /**
     * {@return û_ij · v_j, [B, I, J]} How well each vote agrees with what was voted for.
     *
     * @param v output capsules [B, J, D]
     */
    public Tensor agreement(Tensor v) {
        v.requireShape(batch(), outputs(), outputDimension());
        Tensor agreement = MatrixRows.sum(new VoteContractions(u, w).agreement(MatrixRows.split(v, rows)), rows);
        if (offset == null) {
            return agreement;
        }
        Tensor offsetPerOutput = offset.get().times(v).sum(-1).dropAxis(-1).insertAxis(1); // [B, 1, J]
        return agreement.plus(offsetPerOutput);
    }

    /**
     * {@return the mean of |û_ij|² over all votes of an example, [B, 1, 1]} Its root is the length of a vote, which agreements
     * may be divided by. It is computed once, however often it is asked for. Where no gradient is wanted, ask
     * {@link #detached()} for it: then nothing is kept for one.
     */
    public Tensor meanSquare() {
        return square.get();
    }

    private Tensor movedSquare() {
        double votes = (double) inputs() * outputs();
        // |û + o|² = |û|² + o · (2 (û + o) - o)
        Tensor o = offset.get(); // [B, J, D]
        Tensor moved = o.times(sum().times(2).minus(o.times(inputs())));
        return unmovedSquare.get().plus(moved.sum(-1).sum(-2).times(1 / votes));
    }

    /**
     * {@return the votes û_ij + v_j} Every vote for j is moved by the same vector.
     *
     * @param v the move [B, J, D]
     */
    public Votes plus(Tensor v) {
        v.requireShape(batch(), outputs(), outputDimension());
        // The sum goes from move to move, so that an iteration of adaptive routing is one addition.
        return new Votes(
                u,
                w,
                rows,
                new Lazy(() -> offset == null ? v : offset.get().plus(v)),
                new Lazy(() -> sum().plus(v.times(inputs()))),
                unmovedSquare);
    }

    /**
     * {@return the same votes as constants} No gradient flows back through them. It is always the same object; detached votes
     * give themselves.
     */
    public Votes detached() {
        if (detached == null) {
            Tensor capsules = u.detached();
            Tensor weights = w.detached();
            detached = new Votes(
                    capsules,
                    weights,
                    rows,
                    offset == null ? null : new Lazy(() -> offset.get().detached()),
                    new Lazy(() -> sum().detached()),
                    unmovedSquare(capsules, weights, rows));
            detached.detached = detached;
        }
        return detached;
    }

    /**
     * {@return the array of votes itself, [B, I, J, D]: B·I·J·D numbers} For a routing that can't do without; the
     * contractions never make it.
     */
    public Tensor tensor() {
        Tensor votes = MatrixRows.join(new VoteContractions(u, w).votes(), rows);
        return offset == null ? votes : votes.plus(offset.get().insertAxis(1));
    }

    /** A tensor that is computed when it is first asked for. */
    private static final class Lazy {

        private final Supplier<Tensor> computation;
        private Tensor tensor;

        Lazy(Supplier<Tensor> computation) {
            this.computation = computation;
        }

        Tensor get() {
            if (tensor == null) {
                tensor = computation.get();
            }
            return tensor;
        }
    }

    @Override
    public String toString() {
        return "Votes[B=" + batch() + ", I=" + inputs() + ", J=" + outputs() + ", d=" + inputDimension() + ", D="
                + outputDimension() + "]";
    }
}
