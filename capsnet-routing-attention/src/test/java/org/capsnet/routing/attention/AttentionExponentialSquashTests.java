// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The squash of Efficient-CapsNet keeps its digits at every length, in either precision. */
class AttentionExponentialSquashTests {

    /** The doctor would calculate lengths before squash back from Sabour's otherwise. */
    @Test
    void theRoutingDeclaresThatItsSquashIsItsOwn() {
        assertThat(new SelfAttentionRouting().traits().ownSquash()).isTrue();
        assertThat(new InvertedAttentionRouting(1).traits().ownSquash()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void valueAndGradientAreExactAtEveryLength(DataType type) {
        double tolerance = type == DataType.DOUBLE ? 1e-13 : 4e-6;
        for (double length : new double[] {0, 1e-30, 1e-12, 1e-6, 1e-3, 0.06, 0.0625, 0.065, 0.5, 1, 7, 40, 1000}) {
            Tape tape = Tape.recording();
            Tensor s = tape.variable(Nd4j.createFromArray(0.6 * length, 0.8 * length)
                    .castTo(type)
                    .reshape(1, 1, 2));
            Tensor v = ExponentialSquash.of(s);
            INDArray along = Nd4j.createFromArray(0.6, 0.8).castTo(type).reshape(1, 1, 2);
            tape.backward(v, along);

            double expected = -Math.expm1(-length);
            assertThat(v.array().mul(along).sumNumber().doubleValue())
                    .as("length %s", length)
                    .isCloseTo(expected, within(tolerance * expected));
            // d|v| / d|s| along s.
            assertThat(s.gradient().mul(along).sumNumber().doubleValue())
                    .as("slope at length %s", length)
                    .isCloseTo(Math.exp(-length), within(tolerance));
        }
    }
}
