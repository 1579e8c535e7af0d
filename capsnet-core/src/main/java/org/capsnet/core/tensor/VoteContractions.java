// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.capsnet.core.tensor.Broadcast.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contractions of {@link Votes} with their derivatives, on stored arrays: u [d, I, B], W [J, D, d, I],
 * couplings [J, I, B], outputs [D, J, B].
 *
 * <p>With U the matrix [d·I, B] and W_j the contiguous matrix [D, d·I], the sum of all votes for j weighted by c_j is
 * W_j (c_j ∘ U), and their agreement with v_j is U ∘ (W_jᵀ v_j) summed over d. Either needs one intermediate the size
 * of u, for one output capsule at a time. Their derivatives are of the same two forms.
 */
final class VoteContractions {

    private final Tensor u;
    private final Tensor w;
    private final long batch;
    private final long inputs;
    private final long inputDimension;
    private final long outputs;
    private final long dimension;
    private final INDArray ones;
    // Views cost as much as products of small matrices: those of u and W are made once.
    private final Inputs capsules;
    private final INDArray[] weights;

    VoteContractions(Tensor u, Tensor w) {
        this.u = u;
        this.w = w;
        this.batch = u.size(0);
        this.inputs = u.size(1);
        this.inputDimension = u.size(2);
        this.outputs = w.size(3);
        this.dimension = w.size(2);
        this.ones = Nd4j.ones(u.dataType(), 1, inputDimension);
        this.capsules = inputs(u.stored());
        this.weights = new INDArray[Math.toIntExact(outputs)];
    }

    /** Σ_i û_ij. */
    Tensor sum() {
        INDArray all = allWeights(w.stored());
        INDArray s = Layout.create(u.dataType(), outputs * dimension, batch);
        Gemm.multiply(all, capsules.matrix(), s);
        return Tensor.result(
                u.tape(),
                outputsLast(s),
                dy -> {
                    INDArray ds = Layout.view(outputsFirst(dy), outputs * dimension, batch);
                    Gradient.Slot dw = w.gradientSlot();
                    if (dw != null) {
                        Gemm.multiplyRightTransposed(ds, capsules.matrix(), allWeights(dw.array()), dw.beta());
                    }
                    Gradient.Slot du = u.gradientSlot();
                    if (du != null) {
                        Gemm.multiplyLeftTransposed(all, ds, inputs(du.array()).matrix(), du.beta());
                    }
                },
                u,
                w);
    }

    /** Σ_i c_ij û_ij. */
    Tensor weightedSum(Tensor c) {
        INDArray s = Layout.create(u.dataType(), outputs, dimension, batch);
        Inputs scaled = inputLike();
        INDArray room = rowLike();
        for (int j = 0; j < outputs; j++) {
            scale(capsules, c.row(j, room), scaled);
            Gemm.multiply(weights(j), scaled.matrix(), output(s, j));
        }
        return Tensor.result(
                u.tape(),
                outputsLast(s),
                dy -> {
                    INDArray ds = outputsFirst(dy);
                    Gradient.Slot dw = w.gradientSlot();
                    Gradient.Slot du = u.gradientSlot();
                    INDArray dc = c.tracked() ? couplingLike() : null;
                    Inputs scratch = inputLike();
                    Inputs back = inputLike();
                    Inputs sum = du == null ? null : inputs(du.array());
                    INDArray rowRoom = rowLike();
                    for (int j = 0; j < outputs; j++) {
                        INDArray couplings = c.row(j, rowRoom);
                        if (dw != null) {
                            scale(capsules, couplings, scratch);
                            addToWeights(dw, j, output(ds, j), scratch);
                        }
                        if (du != null || dc != null) {
                            sendBack(output(ds, j), j, back);
                        }
                        if (du != null) {
                            addToInputs(sum, j == 0 && du.beta() == 0, back, couplings, scratch);
                        }
                        if (dc != null) {
                            dotOverDimension(back, row(dc, j));
                        }
                    }
                    if (dc != null) {
                        c.accumulate(dc);
                    }
                },
                u,
                w,
                c);
    }

    /** û_ij · v_j. */
    Tensor agreement(Tensor v) {
        INDArray targets = outputsFirst(v.stored());
        Rows rows = new Rows() {

            private final Inputs back = inputLike();

            @Override
            public void row(long j, INDArray room) {
                sendBack(output(targets, j), j, back);
                dotOverDimension(back, room);
            }
        };
        if (!u.tracked() && !w.tracked() && !v.tracked()) {
            return new Tensor(u.tape(), rows, u.dataType(), new long[] {outputs, inputs, batch});
        }
        INDArray agreement = couplingLike();
        rows.all(Layout.view(agreement, outputs, inputs * batch));
        return Tensor.result(
                u.tape(),
                agreement,
                dy -> {
                    Gradient.Slot dw = w.gradientSlot();
                    Gradient.Slot du = u.gradientSlot();
                    INDArray dv = v.tracked() ? Layout.create(u.dataType(), outputs, dimension, batch) : null;
                    Inputs scaled = inputLike();
                    Inputs back = inputLike();
                    Inputs sum = du == null ? null : inputs(du.array());
                    for (int j = 0; j < outputs; j++) {
                        INDArray factors = row(dy, j);
                        if (dw != null || dv != null) {
                            scale(capsules, factors, scaled);
                        }
                        if (dw != null) {
                            addToWeights(dw, j, output(targets, j), scaled);
                        }
                        if (dv != null) {
                            Gemm.multiply(weights(j), scaled.matrix(), output(dv, j));
                        }
                        if (du != null) {
                            sendBack(output(targets, j), j, back);
                            addToInputs(sum, j == 0 && du.beta() == 0, back, factors, scaled);
                        }
                    }
                    if (dv != null) {
                        v.accumulate(outputsLast(dv));
                    }
                },
                u,
                w,
                v);
    }

    /** û_ij: a matrix product for every input capsule. */
    Tensor votes() {
        INDArray perInput = u.stored().permute(1, 0, 2).dup('c');
        INDArray transformations =
                Layout.view(w.stored().permute(3, 1, 0, 2).dup('c'), inputs, dimension * outputs, inputDimension);
        INDArray votes = Layout.create(u.dataType(), inputs, dimension * outputs, batch);
        for (int i = 0; i < inputs; i++) {
            Gemm.multiply(matrix(transformations, i), matrix(perInput, i), matrix(votes, i));
        }
        return Tensor.result(
                u.tape(),
                Layout.view(votes.permute(1, 0, 2).dup('c'), dimension, outputs, inputs, batch),
                dy -> {
                    INDArray dVotes = Layout.view(dy, dimension * outputs, inputs, batch)
                            .permute(1, 0, 2)
                            .dup('c');
                    if (w.tracked()) {
                        INDArray dw = Layout.create(u.dataType(), transformations.shape());
                        for (int i = 0; i < inputs; i++) {
                            Gemm.multiplyRightTransposed(matrix(dVotes, i), matrix(perInput, i), matrix(dw, i), 0);
                        }
                        w.accumulate(Layout.view(dw, inputs, dimension, outputs, inputDimension)
                                .permute(2, 1, 3, 0)
                                .dup('c'));
                    }
                    if (u.tracked()) {
                        INDArray du = Layout.create(u.dataType(), perInput.shape());
                        for (int i = 0; i < inputs; i++) {
                            Gemm.multiplyLeftTransposed(
                                    matrix(transformations, i), matrix(dVotes, i), matrix(du, i), 0);
                        }
                        u.accumulate(du.permute(1, 0, 2).dup('c'));
                    }
                },
                u,
                w);
    }

    /**
     * |û_ij|² summed over i and j, [B, 1, 1]: Σ_i u_iᵀ G_i u_i with G_i = Σ_j W_ij W_ijᵀ, which has the size of one input
     * capsule's dimensions squared.
     */
    Tensor squares() {
        INDArray perInput = u.stored().permute(1, 0, 2).dup('c'); // [I, d, B]
        INDArray transformations =
                Layout.view(w.stored().permute(3, 2, 0, 1).dup('c'), inputs, inputDimension, outputs * dimension);
        INDArray sent = Layout.create(u.dataType(), inputs, inputDimension, batch); // G_i u_i
        INDArray g = Layout.create(u.dataType(), inputDimension, inputDimension);
        for (int i = 0; i < inputs; i++) {
            Gemm.multiplyRightTransposed(matrix(transformations, i), matrix(transformations, i), g, 0);
            Gemm.multiply(g, matrix(perInput, i), matrix(sent, i));
        }
        INDArray squares = Layout.create(u.dataType(), 1, batch);
        Gemm.multiply(
                Nd4j.ones(u.dataType(), 1, inputs * inputDimension),
                Layout.view(sent.mul(perInput), inputs * inputDimension, batch),
                squares);
        return Tensor.result(
                u.tape(),
                Layout.view(squares, 1, 1, batch),
                dy -> {
                    INDArray factors = Layout.view(dy, 1, 1, batch).mul(2);
                    if (u.tracked()) {
                        INDArray du = Layout.create(u.dataType(), inputs, inputDimension, batch);
                        Broadcast.apply(Operation.MULTIPLY, sent, factors, du);
                        u.accumulate(du.permute(1, 0, 2).dup('c'));
                    }
                    if (w.tracked()) {
                        INDArray scaled = Layout.create(u.dataType(), inputs, inputDimension, batch);
                        Broadcast.apply(Operation.MULTIPLY, perInput, factors, scaled);
                        INDArray dw = Layout.create(u.dataType(), transformations.shape());
                        for (int i = 0; i < inputs; i++) {
                            Gemm.multiplyRightTransposed(matrix(scaled, i), matrix(perInput, i), g, 0);
                            Gemm.multiply(g, matrix(transformations, i), matrix(dw, i));
                        }
                        w.accumulate(Layout.view(dw, inputs, inputDimension, outputs, dimension)
                                .permute(2, 3, 1, 0)
                                .dup('c'));
                    }
                },
                u,
                w);
    }

    // -------------------------------------------------------------------------------------------------- steps

    /** {@code out = c_j ∘ x}: every component of an input capsule times the coupling of that capsule. */
    private static void scale(Inputs x, INDArray couplings, Inputs out) {
        Broadcast.applyToRows(Operation.MULTIPLY, x.rows(), couplings, out.rows());
    }

    /** {@code out = W_jᵀ g}: what output capsule j sends back to every input capsule. */
    private void sendBack(INDArray g, long j, Inputs out) {
        Gemm.multiplyLeftTransposed(weights(j), g, out.matrix(), 0);
    }

    /** The vector {@code out} becomes U ∘ x summed over d; x is overwritten. */
    private void dotOverDimension(Inputs x, INDArray out) {
        x.rows().muli(capsules.rows());
        Gemm.multiply(ones, x.rows(), Layout.view(out, 1, inputs * batch));
    }

    private void addToWeights(Gradient.Slot dw, long j, INDArray g, Inputs scaled) {
        Gemm.multiplyRightTransposed(g, scaled.matrix(), weights(dw.array(), j), dw.beta());
    }

    private static void addToInputs(Inputs sum, boolean first, Inputs back, INDArray couplings, Inputs scratch) {
        if (first) {
            scale(back, couplings, sum);
        } else {
            scale(back, couplings, scratch);
            sum.rows().addi(scratch.rows());
        }
    }

    // -------------------------------------------------------------------------------------------------- views

    /** One array the size of u, seen as [d, I·B] and as [d·I, B]. */
    private record Inputs(INDArray rows, INDArray matrix) {}

    private Inputs inputs(INDArray array) {
        return new Inputs(
                Layout.view(array, inputDimension, inputs * batch), Layout.view(array, inputDimension * inputs, batch));
    }

    private Inputs inputLike() {
        return inputs(Layout.create(u.dataType(), inputDimension, inputs * batch));
    }

    private INDArray rowLike() {
        return Layout.create(u.dataType(), inputs * batch);
    }

    private INDArray couplingLike() {
        return Layout.create(u.dataType(), outputs, inputs, batch);
    }

    /** [J·D, d·I]. */
    private INDArray allWeights(INDArray array) {
        return Layout.view(array, outputs * dimension, inputDimension * inputs);
    }

    /** W_j, [D, d·I]. */
    private INDArray weights(long j) {
        int index = (int) j;
        if (weights[index] == null) {
            weights[index] = weights(w.stored(), j);
        }
        return weights[index];
    }

    private INDArray weights(INDArray array, long j) {
        return Layout.matrix(array, j, dimension, inputDimension * inputs);
    }

    /** [D, B] of [J, D, B]. */
    private INDArray output(INDArray outputsFirst, long j) {
        return Layout.matrix(outputsFirst, j, dimension, batch);
    }

    /** [I·B] of [J, I, B]. */
    private INDArray row(INDArray couplings, long j) {
        return Layout.vector(couplings, j, inputs * batch);
    }

    /** Matrix k of a stack. */
    private static INDArray matrix(INDArray stack, long k) {
        return Layout.matrix(stack, k, stack.size(1), stack.size(2));
    }

    /** [J, D, B] to stored outputs [D, J, B]. */
    private INDArray outputsLast(INDArray outputsFirst) {
        return Layout.view(outputsFirst, outputs, dimension, batch)
                .permute(1, 0, 2)
                .dup('c');
    }

    /** Stored outputs [D, J, B] to [J, D, B]. */
    private INDArray outputsFirst(INDArray stored) {
        return stored.permute(1, 0, 2).dup('c');
    }
}
