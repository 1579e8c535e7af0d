// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.Arrays;
import org.capsnet.core.tensor.Broadcast.Operation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

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
            return byOperations(s);
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
        Scaled scaled = Scaled.of(s);
        INDArray length = Norm.lengths(scaled.capsules());
        return Broadcast.apply(
                Operation.MULTIPLY,
                scaled.capsules(),
                length.div(length.mul(length).addi(scaled.one())));
    }

    /** The same wherever ND4J computes. */
    static INDArray derivativeByOperations(INDArray s, INDArray dy) {
        Scaled scaled = Scaled.of(s);
        INDArray length = Norm.lengths(scaled.capsules());
        INDArray square = length.mul(length);
        INDArray divisor = square.add(scaled.one());
        INDArray factor = length.div(divisor);
        INDArray slope = scaled.one().sub(square).divi(divisor).divi(divisor);
        INDArray radial = dy.mul(scaled.capsules());
        INDArray along = Reduce.sum(radial, 0).muli(slope).divi(Norm.nonZero(length));
        Broadcast.apply(Operation.MULTIPLY, scaled.capsules(), along, radial);
        Broadcast.apply(Operation.MULTIPLY, dy, factor, dy);
        dy.addi(radial);
        Broadcast.apply(Operation.DIVIDE, dy, scaled.divisor(), dy);
        return dy;
    }

    /**
     * Capsules divided by c so that their squares stay finite: f s = n' s' / (1/c² + n'²) with s' = s / c and n' = |s'|, and
     * the derivative has the same form, divided by c.
     *
     * @param capsules s', [D, ..]
     * @param divisor c, [1, ..]; 1 for all but huge capsules, which changes no bit of theirs
     * @param one 1/c², what takes the place of 1, [1, ..]
     */
    private record Scaled(INDArray capsules, INDArray divisor, INDArray one) {

        /** A float's square, summed over some capsule's dimensions, is infinite from 1e19. */
        private static final double LARGEST = 1e15;

        static Scaled of(INDArray s) {
            INDArray largest = Transforms.abs(s, true).max(true, 0);
            INDArray divisor = Transforms.max(largest.divi(LARGEST), 1, false);
            INDArray inverse = divisor.rdiv(1);
            return new Scaled(Broadcast.apply(Operation.DIVIDE, s, divisor), divisor, inverse.mul(inverse));
        }
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
