// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What no step of an updater could see is 0, whether all of an array or some of it; nothing else is touched. */
class NegligibleGradientsTests {

    @Test
    void anArrayThatIsAllNegligibleBecomesZero() {
        assertThat(cleared(3e-17f, -9e-16f, 1e-40f)).containsExactly(0, 0, 0);
    }

    @Test
    void theNegligiblePartOfADeadLayerBecomesZero() {
        assertThat(cleared(3e-17f, -2e-15f, -1e-39f, 5e-13f)).containsExactly(0, -2e-15f, 0, 5e-13f);
    }

    @Test
    void theGradientOfALayerThatLivesStays() {
        assertThat(cleared(3e-17f, -2e-15f, 1e-11f)).containsExactly(3e-17f, -2e-15f, 1e-11f);
    }

    @Test
    void doublesStay() {
        INDArray gradient = Nd4j.createFromArray(1e-200, -1e-17);

        NegligibleGradients.clear(gradient);

        assertThat(gradient.toDoubleVector()).containsExactly(1e-200, -1e-17);
    }

    /** Gradients are views of one long vector. */
    private static float[] cleared(float... values) {
        INDArray all = Nd4j.createFromArray(new float[values.length + 2]).addi(7e-17);
        INDArray view = all.get(NDArrayIndex.interval(1, values.length + 1));
        view.assign(Nd4j.createFromArray(values));

        NegligibleGradients.clear(view);

        assertThat(all.getFloat(0)).isEqualTo(7e-17f);
        assertThat(all.getFloat(values.length + 1)).isEqualTo(7e-17f);
        return view.toFloatVector();
    }
}
