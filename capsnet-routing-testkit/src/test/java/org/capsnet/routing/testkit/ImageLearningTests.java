// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A routing that learns from images passes; of one that doesn't, a test says how far it came. */
class ImageLearningTests {

    private static final int SIZE = 16;

    @Test
    void aRoutingThatLearnsPasses() {
        assertThatCode(() -> ImageLearning.of(new Sum(1)).epochs(12).verify(images(480, 1), images(96, 2), 0.9))
                .doesNotThrowAnyException();
    }

    @Test
    void aRoutingThatDoesNotLearnIsToldHowFarItCame() {
        assertThatThrownBy(() -> ImageLearning.of(new Sum(0)).epochs(2).verify(images(480, 1), images(96, 2), 0.9))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected: a test accuracy of 0.9 after 2 epochs")
                .hasMessageContaining("Found: 0.33")
                .hasMessageContaining("Sum[factor=0.0]")
                .hasMessageContaining("Look at: gain()");
    }

    @Test
    void theNetworkIsAsWideAsSaid() {
        List<MultiLayerNetwork> networks = new ArrayList<>();
        ImageLearning.of(new Sum(1))
                .primaryCapsules(3, 5)
                .hiddenCapsules(7)
                .loss(new MarginLoss(), new BaseTrainingListener() {
                    @Override
                    public void onEpochEnd(Model model) {
                        networks.add((MultiLayerNetwork) model);
                    }
                })
                .epochs(2)
                .verify(images(480, 1), images(96, 2), 0.01);
        assertThat(networks).hasSize(2);
        MultiLayerNetwork network = networks.get(0);
        // One place: I = 3, d = 5.
        assertThat(network.getLayer(2).getParam("W").shape()).containsExactly(3, 5, 16, 7);
        assertThat(network.getLayer(3).getParam("W").shape()).containsExactly(7, 16, 16, Drawings.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 70, Double.NaN})
    void anAccuracyIsAShare(double accuracy) {
        assertThatThrownBy(() -> ImageLearning.of(new Sum(1)).verify(images(480, 1), images(96, 2), accuracy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a share");
    }

    /** Drawings, with a frame since they are too small. */
    private static DataSetIterator images(int number, long seed) {
        DataSet drawings = Drawings.of(number, seed);
        INDArray framed = Nd4j.zeros(number, 1, SIZE, SIZE);
        framed.get(
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.interval(2, 2 + Drawings.SIZE),
                        NDArrayIndex.interval(2, 2 + Drawings.SIZE))
                .assign(drawings.getFeatures());
        return new ListDataSetIterator<>(new DataSet(framed, drawings.getLabels()).asList(), 32);
    }

    /** v_j ← squash(factor Σ_i û_ij). */
    private record Sum(double factor) implements Routing {

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(factor).squash());
        }
    }
}
