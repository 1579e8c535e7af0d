// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns the rows of pose matrices into examples of their own and back, so that M_i W_ij is the vote of a row vector.
 * With one row nothing has to be done.
 *
 * <p>In memory a batch of matrices is [row, column, .., B], its rows as examples are [column, .., row, B].
 */
final class MatrixRows {

    private MatrixRows() {}

    /** [B, .., rows · columns] to [rows · B, .., columns]. */
    static Tensor split(Tensor matrices, int rows) {
        if (rows == 1) {
            return matrices;
        }
        INDArray stored = matrices.stored();
        return Tensor.result(
                matrices.tape(), toExamples(stored, rows), dy -> matrices.accumulate(toMatrices(dy, rows)), matrices);
    }

    /** [rows · B, .., columns] to [B, .., rows · columns]. */
    static Tensor join(Tensor examples, int rows) {
        if (rows == 1) {
            return examples;
        }
        return Tensor.result(
                examples.tape(),
                toMatrices(examples.stored(), rows),
                dy -> examples.accumulate(toExamples(dy, rows)),
                examples);
    }

    /** The same for every row: [B, ..] to [rows · B, ..]. */
    static Tensor repeat(Tensor perMatrix, int rows) {
        if (rows == 1) {
            return perMatrix;
        }
        INDArray stored = perMatrix.stored();
        long batch = stored.size(stored.rank() - 1);
        long rest = stored.length() / batch;
        INDArray repeated = Broadcast.expand(Layout.view(stored, rest, 1, batch), new long[] {rest, rows, batch});
        return Tensor.result(
                perMatrix.tape(),
                Layout.view(repeated, withBatch(stored, rows * batch)),
                dy -> perMatrix.accumulate(
                        Layout.view(Reduce.sum(Layout.view(dy, rest, rows, batch), 1), stored.shape())),
                perMatrix);
    }

    /** Sum over the rows: [rows · B, ..] to [B, ..]. */
    static Tensor sum(Tensor perRow, int rows) {
        if (rows == 1) {
            return perRow;
        }
        INDArray stored = perRow.stored();
        long batch = stored.size(stored.rank() - 1) / rows;
        long rest = stored.length() / (batch * rows);
        INDArray sum = Reduce.sum(Layout.view(stored, rest, rows, batch), 1);
        return Tensor.result(
                perRow.tape(),
                Layout.view(sum, withBatch(stored, batch)),
                dy -> perRow.accumulate(Layout.view(
                        Broadcast.expand(Layout.view(dy, rest, 1, batch), new long[] {rest, rows, batch}),
                        stored.shape())),
                perRow);
    }

    private static INDArray toExamples(INDArray matrices, int rows) {
        long columns = matrices.size(0) / rows;
        long batch = matrices.size(matrices.rank() - 1);
        long rest = matrices.length() / (rows * columns * batch);
        INDArray examples = Layout.view(matrices, rows, columns, rest, batch)
                .permute(1, 2, 0, 3)
                .dup('c');
        long[] shape = withBatch(matrices, rows * batch);
        shape[0] = columns;
        return Layout.view(examples, shape);
    }

    private static INDArray toMatrices(INDArray examples, int rows) {
        long columns = examples.size(0);
        long batch = examples.size(examples.rank() - 1) / rows;
        long rest = examples.length() / (rows * columns * batch);
        INDArray matrices = Layout.view(examples, columns, rest, rows, batch)
                .permute(2, 0, 1, 3)
                .dup('c');
        long[] shape = withBatch(examples, batch);
        shape[0] = rows * columns;
        return Layout.view(matrices, shape);
    }

    private static long[] withBatch(INDArray stored, long batch) {
        long[] shape = stored.shape().clone();
        shape[shape.length - 1] = batch;
        return shape;
    }
}
