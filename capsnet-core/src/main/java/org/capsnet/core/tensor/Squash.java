// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.Arrays;
import org.capsnet.core.tensor.Broadcast.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squash of capsules in stored order [D, ..], f s with f = n / (1 + n²) and n = |s|, and its derivative f dy + a s
 * with a = (s·dy) (1 − n²) / (1 + n²)² / n. Where n is 0 so is s, and any finite 1/n will do.
 *
 * <p>On a CPU Java computes it in one pass, with doubles, through a few capsules at a time: made of ND4J's operations it is
 * some twenty, and routings with many iterations wait for nothing else. Of floats, what is below 1e-30 becomes 0.
 */
final class Squash {

    /** Few enough for the rows of two arrays to stay in a core's cache. */
    private static final int CAPSULES_AT_A_TIME = 256;

    private Squash() {}

    static INDArray apply(INDArray s) {
        if (!HostNumbers.reach(s)) {
            INDArray length = Norm.lengths(s);
            return Broadcast.apply(
                    Operation.MULTIPLY, s, length.div(length.mul(length).addi(1)));
        }
        INDArray y = Layout.create(s.dataType(), s.shape());
        new OnHost(s).squash(y);
        return y;
    }

    /** The derivative by s, in the place of the one by the result. */
    static INDArray derivative(INDArray s, INDArray dy) {
        if (!HostNumbers.reach(s) || !HostNumbers.reach(dy)) {
            return derivativeByOperations(s, dy);
        }
        new OnHost(s).derivative(dy);
        return dy;
    }

    /** The same wherever ND4J computes. */
    static INDArray byOperations(INDArray s) {
        INDArray length = Norm.lengths(s);
        return Broadcast.apply(
                Operation.MULTIPLY, s, length.div(length.mul(length).addi(1)));
    }

    /** The same wherever ND4J computes. */
    static INDArray derivativeByOperations(INDArray s, INDArray dy) {
        INDArray length = Norm.lengths(s);
        INDArray square = length.mul(length);
        INDArray divisor = square.add(1);
        INDArray factor = length.div(divisor);
        INDArray slope = square.rsubi(1).divi(divisor).divi(divisor);
        INDArray radial = dy.mul(s);
        INDArray along = Reduce.sum(radial, 0).muli(slope).divi(Norm.nonZero(length));
        Broadcast.apply(Operation.MULTIPLY, s, along, radial);
        Broadcast.apply(Operation.MULTIPLY, dy, factor, dy);
        return dy.addi(radial);
    }

    private static final class OnHost {

        private final int dimension;
        private final int capsules;
        private final HostNumbers s;
        private final double[][] rows;
        private final double[] squares = new double[CAPSULES_AT_A_TIME];

        OnHost(INDArray stored) {
            dimension = (int) stored.size(0);
            capsules = (int) (stored.length() / stored.size(0));
            s = HostNumbers.of(stored, CAPSULES_AT_A_TIME);
            rows = new double[dimension][CAPSULES_AT_A_TIME];
        }

        void squash(INDArray result) {
            HostNumbers y = HostNumbers.of(result, CAPSULES_AT_A_TIME);
            for (int from = 0; from < capsules; from += CAPSULES_AT_A_TIME) {
                int length = Math.min(CAPSULES_AT_A_TIME, capsules - from);
                readWithSquares(from, length);
                for (int k = 0; k < length; k++) {
                    squares[k] = Math.sqrt(squares[k]) / (1 + squares[k]);
                }
                for (int d = 0; d < dimension; d++) {
                    double[] row = rows[d];
                    for (int k = 0; k < length; k++) {
                        row[k] *= squares[k];
                    }
                    y.write(d * capsules + from, row, length);
                }
            }
        }

        void derivative(INDArray gradient) {
            HostNumbers dy = HostNumbers.of(gradient, CAPSULES_AT_A_TIME);
            double[][] gradients = new double[dimension][CAPSULES_AT_A_TIME];
            double[] along = new double[CAPSULES_AT_A_TIME];
            double[] factor = new double[CAPSULES_AT_A_TIME];
            for (int from = 0; from < capsules; from += CAPSULES_AT_A_TIME) {
                int length = Math.min(CAPSULES_AT_A_TIME, capsules - from);
                readWithSquares(from, length);
                Arrays.fill(along, 0);
                for (int d = 0; d < dimension; d++) {
                    double[] row = rows[d];
                    double[] derivative = gradients[d];
                    dy.read(d * capsules + from, derivative, length);
                    for (int k = 0; k < length; k++) {
                        along[k] += row[k] * derivative[k];
                    }
                }
                for (int k = 0; k < length; k++) {
                    double square = squares[k];
                    double n = Math.sqrt(square);
                    double divisor = 1 + square;
                    factor[k] = n / divisor;
                    along[k] *= (1 - square) / (divisor * divisor) / Math.max(n, Double.MIN_NORMAL);
                }
                for (int d = 0; d < dimension; d++) {
                    double[] row = rows[d];
                    double[] derivative = gradients[d];
                    for (int k = 0; k < length; k++) {
                        derivative[k] = factor[k] * derivative[k] + along[k] * row[k];
                    }
                    dy.write(d * capsules + from, derivative, length);
                }
            }
        }

        private void readWithSquares(int from, int length) {
            Arrays.fill(squares, 0);
            for (int d = 0; d < dimension; d++) {
                double[] row = rows[d];
                s.read(d * capsules + from, row, length);
                for (int k = 0; k < length; k++) {
                    squares[k] += row[k] * row[k];
                }
            }
        }
    }
}
