// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The squash in one pass is the squash by ND4J's operations, which is what a GPU computes. */
class SquashTests {

    @ParameterizedTest(name = "{0} capsules of dimension {1}")
    @CsvSource({"1, 1", "255, 4", "256, 16", "257, 3", "1300, 16"})
    void bothFormsAgree(int capsules, int dimension) {
        INDArray s = random(dimension, capsules);
        INDArray dy = random(dimension, capsules);
        s.getColumn(0).assign(0);

        assertEqual(Squash.apply(s), Squash.byOperations(s));
        INDArray expected = Squash.derivativeByOperations(s, dy.dup('c'));
        assertEqual(Squash.derivative(s, dy), expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aViewInTheMiddleOfAnArrayIsReadAtItsPlace(DataType type) {
        INDArray all = random(12, 300).castTo(type);
        INDArray middle = Layout.rows(all, 4, 8);

        assertEqual(Squash.apply(middle), Squash.byOperations(middle.dup('c')));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aDerivativeInTheMiddleOfAnArrayIsChangedAtItsPlace(DataType type) {
        INDArray s = random(4, 300).castTo(type);
        INDArray all = random(12, 300).castTo(type);
        INDArray before = all.dup('c');
        INDArray expected = Squash.derivativeByOperations(s, Layout.rows(before.dup('c'), 4, 8));

        Squash.derivative(s, Layout.rows(all, 4, 8));

        assertEqual(Layout.rows(all, 4, 8), expected);
        assertEqual(Layout.rows(all, 0, 4), Layout.rows(before, 0, 4));
        assertEqual(Layout.rows(all, 8, 12), Layout.rows(before, 8, 12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e-10, 1, 1e10, 1e25, 1e38})
    void noLengthOfAFloatCapsuleOverflows(double length) {
        INDArray s = Nd4j.create(new double[][] {{0}, {length}}).castTo(DataType.FLOAT);
        INDArray dy = Nd4j.ones(DataType.FLOAT, 2, 1);

        double squashed = Squash.apply(s).getDouble(1, 0);
        INDArray derivative = Squash.derivative(s, dy.dup('c'));

        assertThat(squashed).isCloseTo(1 / (1 / length + length) * length, within(1e-6));
        assertThat(derivative.getDouble(0, 0)).isCloseTo(1 / (1 / length + length), within(1e-6));
        assertThat(derivative.getDouble(1, 0)).isFinite();
        assertEqual(Squash.byOperations(s), Squash.apply(s));
        assertEqual(Squash.derivativeByOperations(s, dy.dup('c')), derivative);
    }

    @Test
    void hugeCapsulesOfAnyDirectionAreOfLengthOneAndChangeNoOther() {
        INDArray s = Nd4j.create(new double[][] {{3e25, -3e38, 0.3}, {4e25, 3e38, 0.4}})
                .castTo(DataType.FLOAT);

        for (INDArray v : List.of(Squash.apply(s), Squash.byOperations(s))) {
            assertThat(v.getDouble(0, 0)).isCloseTo(0.6, within(1e-6));
            assertThat(v.getDouble(1, 0)).isCloseTo(0.8, within(1e-6));
            assertThat(v.getDouble(0, 1)).isCloseTo(-Math.sqrt(0.5), within(1e-6));
            assertThat(v.getDouble(1, 2)).isCloseTo(0.2 * 0.8, within(1e-6));
        }
    }

    /** Some processors are a hundred times slower with numbers below the least normal float. */
    @Test
    void floatsThatWouldMakeAProcessorSlowAreZero() {
        INDArray s = Nd4j.create(new double[][] {{1e-16, 1e-14, 1e-3}}).castTo(DataType.FLOAT);
        INDArray dy = Nd4j.create(new double[][] {{1e-15, 1e-15, 1e-15}}).castTo(DataType.FLOAT);

        INDArray squashed = Squash.apply(s);
        INDArray derivative = Squash.derivative(s, dy);

        assertThat(squashed.getDouble(0, 0)).isZero();
        assertThat(squashed.getDouble(0, 1)).isCloseTo(1e-28, within(1e-33));
        assertThat(derivative.getDouble(0, 0)).isZero();
        assertThat(derivative.getDouble(0, 1)).isCloseTo(2e-29, within(1e-34));
    }

    private static INDArray random(int dimension, int capsules) {
        Nd4j.getRandom().setSeed(capsules);
        return Nd4j.randn(DataType.DOUBLE, dimension, capsules);
    }

    private static void assertEqual(INDArray actual, INDArray expected) {
        double tolerance = actual.dataType() == DataType.DOUBLE ? 1e-13 : 1e-6;
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(tolerance);
    }
}
