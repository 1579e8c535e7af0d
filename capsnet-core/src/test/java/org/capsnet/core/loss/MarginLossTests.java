// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.capsnet.core.testing.Golden;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MarginLossTests {

    private final MarginLoss loss = new MarginLoss();
    private final IActivation identity = new ActivationIdentity();

    @Test
    void valuesAndGradientArePyTorchs() {
        Golden golden = Golden.of("losses/margin");
        INDArray labels = golden.get("labels");
        INDArray lengths = golden.get("lengths");
        INDArray perExample = golden.get("out");
        golden.assertEquals(
                "out", loss.computeScoreArray(labels, lengths, identity, null).ravel());
        golden.assertEquals("dlengths", loss.computeGradient(labels, lengths, identity, null));
        assertThat(loss.computeScore(labels, lengths, identity, null, true))
                .isCloseTo(perExample.meanNumber().doubleValue(), within(1e-14));
        assertThat(loss.computeScore(labels, lengths, identity, null, false))
                .isCloseTo(perExample.sumNumber().doubleValue(), within(1e-14));
    }

    @Test
    void aMaskedExampleCountsNothing() {
        Golden golden = Golden.of("losses/margin");
        INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}});
        INDArray all = loss.computeScoreArray(golden.get("labels"), golden.get("lengths"), identity, null);
        INDArray masked = loss.computeScoreArray(golden.get("labels"), golden.get("lengths"), identity, mask);
        assertThat(masked.getDouble(1)).isZero();
        assertThat(masked.getDouble(0)).isEqualTo(all.getDouble(0));
        INDArray gradient = loss.computeGradient(golden.get("labels"), golden.get("lengths"), identity, mask);
        assertThat(gradient.getRow(1).amaxNumber().doubleValue()).isZero();
    }

    @Test
    void theGradientGoesThroughTheActivation() {
        Golden golden = Golden.of("losses/margin");
        INDArray labels = golden.get("labels");
        INDArray x = golden.get("lengths").mul(3).subi(1);
        INDArray gradient = loss.computeGradient(labels, x, new ActivationSigmoid(), null);
        double h = 1e-6;
        for (long k = 0; k < x.length(); k++) {
            INDArray above = x.dup();
            above.putScalar(k, above.getDouble(k) + h);
            INDArray below = x.dup();
            below.putScalar(k, below.getDouble(k) - h);
            double numeric = (loss.computeScore(labels, above, new ActivationSigmoid(), null, false)
                            - loss.computeScore(labels, below, new ActivationSigmoid(), null, false))
                    / (2 * h);
            assertThat(gradient.getDouble(k)).isCloseTo(numeric, within(1e-8));
        }
    }

    @Test
    void impossibleMarginsAreRefused() {
        assertThatThrownBy(() -> new MarginLoss(0.1, 0.9, 0.5)).hasMessageContaining("0 ≤ m⁻ < m⁺ ≤ 1");
        assertThatThrownBy(() -> new MarginLoss(0.9, 0.1, -1)).hasMessageContaining("positive weight");
    }
}
