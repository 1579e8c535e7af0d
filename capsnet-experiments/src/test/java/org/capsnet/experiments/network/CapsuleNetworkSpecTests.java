// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.capsnet.core.layer.Initialization;
import org.capsnet.datasets.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapsuleNetworkSpecTests {

    private static final ImageShape MNIST = new ImageShape(1, 28, 28);
    private static final LearningRate RATE = new LearningRate(1e-3, 0.95, 80);

    @Test
    void thePapersNetworkHas1152PrimaryCapsules() {
        CapsuleNetworkSpec spec = CapsuleNetworkSpec.paper(MNIST, 10, 1);

        assertThat(spec.primaryCapsules()).isEqualTo(1152);
        assertThat(spec.classes()).isEqualTo(10);
        assertThat(spec.summary())
                .isEqualTo("images of 28x28; convolution 9x9, 256 maps; 1,152 primary capsules of dimension 8;"
                        + " 10 capsules of dimension 16; margin loss");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 256, 32, 8, kernel must be at least 1 but is 0",
        "9, 0, 32, 8, convolution maps must be at least 1 but is 0",
        "9, 256, -1, 8, primary types must be at least 1 but is -1",
        "9, 256, 32, 0, primary dimensions must be at least 1 but is 0",
        "15, 256, 32, 8, 'images of 28x28 are too small: two kernels of 15x15 need at least 29x29'",
    })
    void rejectsNumbersOutOfRange(int kernel, int maps, int types, int dimensions, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(MNIST, kernel, maps, types, dimensions, List.of(new CapsuleStage(10, 16))))
                .withMessage(message);
    }

    @Test
    void rejectsANetworkWithoutClassCapsules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(MNIST, 9, 256, 32, 8, List.of()))
                .withMessageContaining("stages must hold at least the layer of class capsules");
    }

    @Test
    void rejectsEmptyStages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapsuleStage(0, 16))
                .withMessage("capsules must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapsuleStage(10, 0))
                .withMessage("dimensions must be at least 1 but is 0");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.95, 80, learning rate must be greater than 0 and at most 1.0 but is 0.0",
        "2, 0.95, 80, learning rate must be greater than 0 and at most 1.0 but is 2.0",
        "NaN, 0.95, 80, learning rate must be greater than 0 and at most 1.0 but is NaN",
        "0.001, 1.5, 80, learning-rate decay must be greater than 0 and at most 1.0 but is 1.5",
        "0.001, 0.95, -1, warm-up steps must be at least 0 but is -1",
    })
    void rejectsLearningRatesOutOfRange(double peak, double decay, int warmUp, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRate(peak, decay, warmUp))
                .withMessage(message);
    }

    @Test
    void warmsUpInALineAndDecaysByEpoch() {
        assertThat(RATE.schedule().valueAt(0, 0)).isCloseTo(1e-3 / 80, within(1e-12));
        assertThat(RATE.schedule().valueAt(39, 0)).isCloseTo(0.5e-3, within(1e-12));
        assertThat(RATE.schedule().valueAt(79, 0)).isCloseTo(1e-3, within(1e-12));
        assertThat(RATE.schedule().valueAt(200, 2)).isCloseTo(1e-3 * 0.95 * 0.95, within(1e-12));
        assertThat(new LearningRate(1e-3, 1, 0).schedule().valueAt(0, 5)).isEqualTo(1e-3);
    }

    static CapsuleNetworkSpec spec(
            ImageShape image, int kernel, int maps, int types, int dimensions, List<CapsuleStage> stages) {
        return new CapsuleNetworkSpec(
                image,
                kernel,
                maps,
                types,
                dimensions,
                ConvolutionWeights.UNIFORM,
                stages,
                Initialization.calibrated(),
                TrainingAids.NONE,
                ClassLoss.MARGIN,
                false,
                RATE,
                1);
    }
}
