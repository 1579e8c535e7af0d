// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpreadLossTests {

    private final SpreadLoss loss = new SpreadLoss(0.5);
    private final IActivation identity = new ActivationIdentity();

    /** The right class ahead by more than the margin, by less, and behind. */
    private final INDArray activations =
            Nd4j.createFromArray(new double[][] {{0.95, 0.05, 0.30}, {0.40, 0.70, 0.18}, {0.20, 0.60, 0.93}});

    private final INDArray labels = Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}});

    @Test
    void theLossIsTheSquareOfWhatTheMarginLacks() {
        INDArray perExample = loss.computeScoreArray(labels, activations, identity, null);
        assertThat(perExample.shape()).containsExactly(3, 1);
        assertThat(perExample.getDouble(0)).isZero();
        assertThat(perExample.getDouble(1)).isCloseTo(0.2 * 0.2, within(1e-15)); // 0.18 is 0.52 below
        assertThat(perExample.getDouble(2)).isCloseTo(0.9 * 0.9 + 1.23 * 1.23, within(1e-15));
        assertThat(loss.computeScore(labels, activations, identity, null, false))
                .isCloseTo(0.04 + 0.81 + 1.5129, within(1e-14));
        assertThat(loss.computeScore(labels, activations, identity, null, true))
                .isCloseTo((0.04 + 0.81 + 1.5129) / 3, within(1e-14));
    }

    @Test
    void theGradientIsThatOfCentralDifferences() {
        assertGradient(identity, activations);
    }

    @Test
    void theGradientGoesThroughTheActivation() {
        assertGradient(new ActivationSigmoid(), activations.mul(3).subi(1));
    }

    private void assertGradient(IActivation activation, INDArray x) {
        INDArray gradient = loss.computeGradient(labels, x, activation, null);
        double h = 1e-6;
        for (long k = 0; k < x.length(); k++) {
            INDArray above = x.dup();
            above.putScalar(k, above.getDouble(k) + h);
            INDArray below = x.dup();
            below.putScalar(k, below.getDouble(k) - h);
            double numeric = (loss.computeScore(labels, above, activation, null, false)
                            - loss.computeScore(labels, below, activation, null, false))
                    / (2 * h);
            assertThat(gradient.getDouble(k)).isCloseTo(numeric, within(1e-8));
        }
    }

    @Test
    void scoreAndGradientComeTogether() {
        assertThat(loss.computeGradientAndScore(labels, activations, identity, null, true)
                        .getFirst())
                .isEqualTo(loss.computeScore(labels, activations, identity, null, true));
        assertThat(loss.computeGradientAndScore(labels, activations, identity, null, true)
                        .getSecond())
                .isEqualTo(loss.computeGradient(labels, activations, identity, null));
    }

    @Test
    void aMaskedExampleCountsNothing() {
        INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {1}, {0}});
        INDArray masked = loss.computeScoreArray(labels, activations, identity, mask);
        assertThat(masked.getDouble(2)).isZero();
        assertThat(masked.getDouble(1)).isCloseTo(0.04, within(1e-15));
        INDArray gradient = loss.computeGradient(labels, activations, identity, mask);
        assertThat(gradient.getRow(2).amaxNumber().doubleValue()).isZero();
        assertThat(gradient.getRow(1).amaxNumber().doubleValue()).isPositive();
    }

    @Test
    void aMaskedClassIsNotComparedWith() {
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 0}});
        assertThat(loss.computeScoreArray(labels, activations, identity, mask).getDouble(2))
                .isCloseTo(0.81, within(1e-15));
        INDArray gradient = loss.computeGradient(labels, activations, identity, mask);
        assertThat(gradient.getDouble(2, 0)).isCloseTo(-1.8, within(1e-15));
        assertThat(gradient.getDouble(2, 1)).isCloseTo(1.8, within(1e-15));
        assertThat(gradient.getDouble(2, 2)).isZero();
    }

    @Test
    void singlePrecisionActivationsGiveSinglePrecisionGradients() {
        INDArray single = activations.castTo(DataType.FLOAT);
        INDArray gradient = loss.computeGradient(labels, single, identity, null);
        assertThat(gradient.dataType()).isEqualTo(single.dataType());
        assertThat(gradient.getDouble(2, 2)).isCloseTo(2 * 1.23, within(1e-6));
    }

    @Test
    void theMarginSurvivesJson() {
        MultiLayerConfiguration conf = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LossLayer.Builder(new SpreadLoss(0.35))
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(conf.toJson());
        assertThat(((LossLayer) read.getConf(0).getLayer()).getLossFn()).isEqualTo(new SpreadLoss(0.35));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleMarginsAreRefused(double margin) {
        assertThatThrownBy(() -> new SpreadLoss(margin)).hasMessageContaining("greater than 0 and at most 1");
    }

    @Test
    void equalMarginsAreEqualLosses() {
        assertThat(new SpreadLoss(0.9)).isEqualTo(new SpreadLoss()).hasSameHashCodeAs(new SpreadLoss());
        assertThat(new SpreadLoss(0.9)).isNotEqualTo(loss).isNotEqualTo(new MarginLoss());
        assertThat(loss).hasToString("SpreadLoss(margin 0.5)");
        assertThat(loss.name()).isEqualTo("SpreadLoss");
    }
}
