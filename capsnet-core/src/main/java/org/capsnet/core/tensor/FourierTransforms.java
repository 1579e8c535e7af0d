// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Three real matrices A, B, C such that y = Cᵀ (A x ∘ B w) is the correlation of x, of N' · N numbers, with w, of t' · t
 * taps, at its first n' · n places: the discrete Fourier transform of x times the conjugate one of w, transformed back.
 *
 * <p>x is real, so of two opposite frequencies one suffices, and a product of complex numbers is made of three real ones
 * (Gauss): (a + ib)(c + id) = k₁ − k₂ + i(k₁ + k₃) with k₁ = a(c + d), k₂ = d(a + b), k₃ = c(b − a). That makes about
 * 1.5 N'N products in place of n'n·t't.
 *
 * @param input A, [R, N'N]
 * @param kernel B, [R, t't]
 * @param output C, [R + 1, n'n]; the last row is 1, for a bias
 */
record FourierTransforms(INDArray input, INDArray kernel, INDArray output) {

    /**
     * Sizes along one of the two axes.
     *
     * @param points N, at least outputs + taps − 1, so that nothing wraps around
     * @param taps t
     * @param outputs n
     */
    record Axis(int points, int taps, int outputs) {

        static Axis of(int taps, int outputs) {
            return new Axis(outputs + taps - 1, taps, outputs);
        }
    }

    /** Number of products R. */
    static long products(Axis first, Axis second) {
        long points = (long) first.points() * second.points();
        long real = (first.points() % 2 == 0 ? 2 : 1) * (second.points() % 2 == 0 ? 2 : 1);
        return real + (points - real) / 2 * 3;
    }

    static FourierTransforms of(Axis first, Axis second, DataType type) {
        List<double[]> input = new ArrayList<>();
        List<double[]> kernel = new ArrayList<>();
        List<double[]> output = new ArrayList<>();
        double scale = 1.0 / (first.points() * second.points());
        for (int f = 0; f < first.points(); f++) {
            for (int g = 0; g < second.points(); g++) {
                int oppositeF = (first.points() - f) % first.points();
                int oppositeG = (second.points() - g) % second.points();
                if (f == oppositeF && g == oppositeG) {
                    Wave wave = new Wave(first, second, f, g);
                    input.add(wave.at(first.points(), second.points(), 1, 0));
                    kernel.add(wave.at(first.taps(), second.taps(), 1, 0));
                    output.add(wave.at(first.outputs(), second.outputs(), scale, 0));
                } else if (f < oppositeF || f == oppositeF && g < oppositeG) {
                    // x̂ = c + id with c = Σ x cos, d = −Σ x sin; conjugate of ŵ = a + ib with a = Σ w cos, b = Σ w
                    // sin.
                    Wave wave = new Wave(first, second, f, g);
                    input.add(wave.at(first.points(), second.points(), 1, -1)); // c + d
                    input.add(wave.at(first.points(), second.points(), 0, -1)); // d
                    input.add(wave.at(first.points(), second.points(), 1, 0)); // c
                    kernel.add(wave.at(first.taps(), second.taps(), 1, 0)); // a
                    kernel.add(wave.at(first.taps(), second.taps(), 1, 1)); // a + b
                    kernel.add(wave.at(first.taps(), second.taps(), -1, 1)); // b − a
                    output.add(wave.at(first.outputs(), second.outputs(), 2 * scale, -2 * scale)); // k₁
                    output.add(wave.at(first.outputs(), second.outputs(), -2 * scale, 0)); // k₂
                    output.add(wave.at(first.outputs(), second.outputs(), 0, -2 * scale)); // k₃
                }
            }
        }
        output.add(new Wave(first, second, 0, 0).at(first.outputs(), second.outputs(), 1, 0));
        return new FourierTransforms(matrix(input, type), matrix(kernel, type), matrix(output, type));
    }

    private static INDArray matrix(List<double[]> rows, DataType type) {
        return Nd4j.create(rows.toArray(double[][]::new)).castTo(type);
    }

    /** The angle 2π (f p / N' + g q / N) over places p, q. */
    private record Wave(Axis first, Axis second, int f, int g) {

        /** cosine · cos + sine · sin of the angle at every place. */
        double[] at(int rows, int columns, double cosine, double sine) {
            double[] values = new double[rows * columns];
            for (int p = 0; p < rows; p++) {
                for (int q = 0; q < columns; q++) {
                    double angle = 2
                            * Math.PI
                            * ((double) (f * p % first.points()) / first.points()
                                    + (double) (g * q % second.points()) / second.points());
                    values[p * columns + q] = cosine * Math.cos(angle) + sine * Math.sin(angle);
                }
            }
            return values;
        }
    }
}
