// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.capsnet.core.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorTests {

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void squashAndLengthsAreFiniteForZeroTinyAndHugeCapsules(DataType type) {
        INDArray capsules = Nd4j.createFromArray(new double[][][] {{{0, 0}, {1e-30, 0}, {1e-12, -1e-12}, {3e4, 4e4}}})
                .castTo(type);
        for (boolean squash : new boolean[] {true, false}) {
            Tape tape = Tape.recording();
            Tensor x = tape.variable(capsules);
            Tensor y = squash ? x.squash() : x.lengths();
            tape.backward(y, Nd4j.ones(type, y.shape()));
            assertThat(finite(y.array())).as("value").isTrue();
            assertThat(finite(x.gradient())).as("gradient").isTrue();
            assertThat(x.gradient().getDouble(0, 0, 0)).as("gradient at zero").isZero();
        }
    }

    @Test
    void squashKeepsDirectionAndMapsLengthToLengthSquaredOverOnePlusLengthSquared() {
        Tensor v = Tape.inference()
                .constant(Nd4j.createFromArray(new double[][][] {{{3, 4}}}))
                .squash();
        assertThat(v.array().getDouble(0, 0, 0)).isCloseTo(25 / 26.0 * 0.6, within(1e-15));
        assertThat(v.array().getDouble(0, 0, 1)).isCloseTo(25 / 26.0 * 0.8, within(1e-15));
    }

    @Test
    void logSigmoidAndLogSoftmaxDontOverflow() {
        Tensor x = Tape.inference().constant(Nd4j.createFromArray(new double[][] {{-800, 0, 800}}));
        assertThat(x.logSigmoid().array().getDouble(0, 0)).isEqualTo(-800);
        assertThat(x.logSoftmax(-1).array().getDouble(0, 0)).isEqualTo(-1600);
        assertThat(finite(x.softmax(-1).array())).isTrue();
    }

    @Test
    void aFilledTensorEqualsAnOrdinaryOneWhateverIsDoneWithIt() {
        Tape tape = Tape.inference();
        Tensor filled = tape.filled(0.5, DataType.DOUBLE, 2, 3, 4);
        Tensor ordinary = tape.constant(Nd4j.valueArrayOf(new long[] {2, 3, 4}, 0.5, DataType.DOUBLE));
        Tensor other = tape.constant(Nd4j.rand(DataType.DOUBLE, 2, 3, 4));
        for (List<Tensor> pair : List.of(
                List.of(filled.softmax(-1), ordinary.softmax(-1)),
                List.of(filled.times(3), ordinary.times(3)),
                List.of(filled.plus(other), ordinary.plus(other)),
                List.of(other.minus(filled), other.minus(ordinary)),
                List.of(filled.times(0).plus(other), other),
                List.of(filled.sum(1), ordinary.sum(1)),
                List.of(filled.squash(), ordinary.squash()))) {
            Golden.assertClose("filled", pair.get(0).array(), pair.get(1).array(), 1e-15);
        }
    }

    @Test
    void operandsAreNotChanged() {
        INDArray values = Nd4j.rand(DataType.DOUBLE, 2, 3, 4);
        INDArray before = values.dup();
        INDArray gradient = Nd4j.rand(DataType.DOUBLE, 2, 3, 4);
        INDArray gradientBefore = gradient.dup();
        Tape tape = Tape.recording();
        Tensor x = tape.variable(values);
        Tensor y = x.softmax(1).times(x).squash().plus(x).exp();
        tape.backward(y, gradient);
        assertThat(values).isEqualTo(before);
        assertThat(gradient).isEqualTo(gradientBefore);
    }

    @Test
    void nothingFlowsThroughADetachedTensor() {
        Tape tape = Tape.recording();
        Tensor x = tape.variable(Nd4j.rand(DataType.DOUBLE, 2, 3));
        Tensor y = x.detached().times(x.detached());
        tape.backward(y, Nd4j.ones(DataType.DOUBLE, 2, 3));
        assertThat(x.gradient()).isEqualTo(Nd4j.zeros(DataType.DOUBLE, 2, 3));
    }

    @Test
    void theGradientOfAParameterReplacesWhatWasInTheCallersArray() {
        INDArray target =
                Nd4j.valueArrayOf(new long[] {2, 3}, 99.0, DataType.DOUBLE).dup('f');
        Tape tape = Tape.recording();
        Tensor p = tape.parameter(Nd4j.ones(DataType.DOUBLE, 2, 3).dup('f'), () -> target);
        tape.backward(p.times(2).plus(p), Nd4j.ones(DataType.DOUBLE, 2, 3));
        assertThat(target).isEqualTo(Nd4j.valueArrayOf(new long[] {2, 3}, 3.0, DataType.DOUBLE));
    }

    @Test
    void theGradientOfAnUnusedParameterIsZero() {
        INDArray target =
                Nd4j.valueArrayOf(new long[] {2, 3}, 99.0, DataType.DOUBLE).dup('f');
        Tape tape = Tape.recording();
        tape.parameter(Nd4j.ones(DataType.DOUBLE, 2, 3).dup('f'), () -> target);
        Tensor x = tape.variable(Nd4j.ones(DataType.DOUBLE, 2, 3));
        tape.backward(x, Nd4j.ones(DataType.DOUBLE, 2, 3));
        assertThat(target).isEqualTo(Nd4j.zeros(DataType.DOUBLE, 2, 3));
    }

    @Test
    void shapesThatDontFitAreNamed() {
        Tape tape = Tape.inference();
        Tensor x = tape.constant(Nd4j.rand(DataType.DOUBLE, 2, 3, 4));
        Tensor y = tape.constant(Nd4j.rand(DataType.DOUBLE, 2, 5, 4));
        assertThatThrownBy(() -> x.plus(y)).hasMessage("Shapes [2, 3, 4] and [2, 5, 4] can't be broadcast together");
        assertThatThrownBy(() -> x.sum(3)).hasMessage("Axis 3 of a tensor of rank 3");
        assertThatThrownBy(() -> x.dropAxis(1)).hasMessageContaining("isn't of size 1");
    }

    @Test
    void tensorsOfDifferentRankCantBeJoinedOnAnyAxis() {
        Tape tape = Tape.inference();
        Tensor matrix = tape.filled(1, DataType.DOUBLE, 2, 3);
        Tensor cube = tape.filled(1, DataType.DOUBLE, 2, 3, 4);
        for (int axis : new int[] {0, 1, -1, -2}) {
            assertThatThrownBy(() -> cube.concat(axis, matrix))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Can't join ")
                    .hasMessageContaining("[2, 3, 4]")
                    .hasMessageContaining("[2, 3]");
            assertThatThrownBy(() -> matrix.concat(axis, cube)).hasMessageStartingWith("Can't join ");
        }
    }

    @Test
    void aConstantOfNumbersHasThemRowByRowRoundedToItsType() {
        Tape tape = Tape.recording();
        double[] values = {0.5 / 3, 1.5 / 3, 2.5 / 3, -1, 1e-3, 7};
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            Tensor constant = tape.constant(values, type, 2, 1, 3);
            assertThat(constant.shape()).containsExactly(2, 1, 3);
            assertThat(constant.dataType()).isEqualTo(type);
            for (int k = 0; k < values.length; k++) {
                assertThat(constant.array().getDouble(k / 3, 0, k % 3))
                        .isEqualTo(type == DataType.FLOAT ? (float) values[k] : values[k]);
            }
        }
        assertThatThrownBy(() -> tape.constant(values, DataType.FLOAT, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A tensor of shape [2, 2] can't have 6 values");
    }

    @Test
    void aTapeForInferenceHasNoBackwardPass() {
        Tape tape = Tape.inference();
        Tensor x = tape.variable(Nd4j.rand(DataType.DOUBLE, 2, 3));
        assertThatThrownBy(() -> tape.backward(x, x.array())).hasMessageContaining("for inference");
        assertThatThrownBy(x::gradient).hasMessageContaining("recording tape");
    }

    @Test
    void anotherTapesOutputIsRefusedAndLeavesTheTapeAsItWas() {
        Tape tape = Tape.recording();
        Tensor x = tape.variable(Nd4j.ones(DataType.DOUBLE, 2, 3));
        Tensor y = x.times(2);
        Tensor other = Tape.recording().variable(Nd4j.ones(DataType.DOUBLE, 2, 3));
        INDArray gradient = Nd4j.ones(DataType.DOUBLE, 2, 3);
        assertThatThrownBy(() -> tape.backward(other, gradient))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Tensor[2, 3] belongs to another tape, which has recorded how it was computed: call backward on"
                                + " its tape()");
        assertThatThrownBy(() -> tape.backwardConsuming(other, gradient))
                .hasMessageContaining("belongs to another tape");
        assertThatThrownBy(() -> tape.backward(List.of(y, other), List.of(gradient, gradient)))
                .hasMessageContaining("belongs to another tape");
        tape.backward(y, gradient);
        assertThat(x.gradient().getDouble(0, 0)).isEqualTo(2);
    }

    @Test
    void aGradientOfAnotherShapeIsRefusedAndLeavesTheTapeAsItWas() {
        Tape tape = Tape.recording();
        Tensor x = tape.variable(Nd4j.ones(DataType.DOUBLE, 2, 3));
        Tensor y = x.times(2);
        INDArray gradient = Nd4j.ones(DataType.DOUBLE, 2, 3);
        INDArray turned = Nd4j.ones(DataType.DOUBLE, 3, 2);
        assertThatThrownBy(() -> tape.backward(List.of(y, y), List.of(gradient, turned)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The gradient of Tensor[2, 3] must have its shape but has [3, 2]");
        assertThatThrownBy(() -> tape.backwardConsuming(y, turned)).hasMessageContaining("must have its shape");
        assertThatThrownBy(() -> tape.backward(List.of(y), List.of()))
                .hasMessageContaining("1 outputs but 0 gradients");
        tape.backward(y, gradient);
        assertThat(x.gradient().getDouble(0, 0)).as("nothing was added twice").isEqualTo(2);
    }

    @Test
    void aTapeRunsBackwardOnceAndKeepsTheGradientsOfVariablesOnly() {
        Tape tape = Tape.recording();
        Tensor x = tape.variable(Nd4j.ones(DataType.DOUBLE, 2, 3));
        Tensor y = x.times(2);
        tape.backward(y, Nd4j.ones(DataType.DOUBLE, 2, 3));
        assertThat(x.gradient().getDouble(0, 0)).isEqualTo(2);
        assertThatThrownBy(y::gradient).hasMessageContaining("Only a variable");
        assertThatThrownBy(() -> tape.backward(y, y.array())).hasMessageContaining("has run backward already");
    }

    private static boolean finite(INDArray array) {
        return Arrays.stream(array.ravel().toDoubleVector()).allMatch(Double::isFinite);
    }
}
