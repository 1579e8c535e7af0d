// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;

class SpreadMarginScheduleTests {

    private final SpreadMarginSchedule schedule = new SpreadMarginSchedule(0.2, 0.9, 7);
    private final DataSet batch = new DataSet(
            Nd4j.linspace(DataType.DOUBLE, -1, 0.1, 20).reshape(5, 4),
            Nd4j.eye(3).castTo(DataType.DOUBLE).get(NDArrayIndex.indices(0, 1, 2, 0, 1), NDArrayIndex.all()));

    @Test
    void theMarginMovesLinearlyAndThenStays() {
        assertThat(schedule.margin(0)).isEqualTo(0.2);
        assertThat(schedule.margin(3)).isCloseTo(0.5, within(1e-15));
        assertThat(schedule.margin(7)).isEqualTo(0.9);
        assertThat(schedule.margin(1_000_000)).isEqualTo(0.9);
    }

    @Test
    void everyStepOfANetworkHasItsMargin() {
        MultiLayerNetwork network = network(new SpreadLoss());
        List<Double> margins = new ArrayList<>();
        network.setListeners(schedule, recordMargins(margins));
        for (int k = 0; k < 9; k++) {
            network.fit(batch);
        }
        assertThat(margins).hasSize(9);
        for (int k = 0; k < 9; k++) {
            assertThat(margins.get(k)).isCloseTo(Math.min(0.9, 0.2 + 0.1 * k), within(1e-15));
        }
    }

    @Test
    void theFirstStepIsTakenWithTheFirstMargin() {
        MultiLayerNetwork scheduled = network(new SpreadLoss(0.9));
        scheduled.setListeners(schedule);
        scheduled.fit(batch);
        MultiLayerNetwork fixed = network(new SpreadLoss(0.2));
        fixed.fit(batch);
        assertThat(scheduled.params()).isEqualTo(fixed.params());
        assertThat(scheduled.score()).isEqualTo(fixed.score());
        MultiLayerNetwork other = network(new SpreadLoss(0.9));
        other.fit(batch);
        assertThat(scheduled.params()).isNotEqualTo(other.params());
    }

    @Test
    void everyStepOfAGraphHasItsMargin() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", output(new SpreadLoss()), "in")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(4))
                .build());
        graph.init();
        List<Double> margins = new ArrayList<>();
        graph.setListeners(schedule, recordMargins(margins));
        for (int k = 0; k < 3; k++) {
            graph.fit(batch);
        }
        assertThat(margins)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
                .containsExactly(0.2, 0.3, 0.4);
    }

    @Test
    void aResumedRunGoesOnWithTheMarginItHad(@TempDir Path folder) throws IOException {
        MultiLayerNetwork whole = network(new SpreadLoss());
        whole.setListeners(schedule);
        for (int k = 0; k < 6; k++) {
            whole.fit(batch);
        }

        MultiLayerNetwork half = network(new SpreadLoss());
        half.setListeners(schedule);
        for (int k = 0; k < 3; k++) {
            half.fit(batch);
        }
        File file = folder.resolve("network.zip").toFile();
        half.save(file, true);
        MultiLayerNetwork resumed = MultiLayerNetwork.load(file, true);
        resumed.setListeners(new SpreadMarginSchedule(0.2, 0.9, 7));
        for (int k = 0; k < 3; k++) {
            resumed.fit(batch);
        }
        assertThat(margin(resumed)).isEqualTo(margin(whole)).isCloseTo(0.7, within(1e-15));
        assertThat(resumed.params()).isEqualTo(whole.params());
    }

    @Test
    void aNetworkWithoutSpreadLossIsRefused() {
        MultiLayerNetwork network = network(new MarginLoss());
        network.setListeners(schedule);
        assertThatThrownBy(() -> network.fit(batch)).hasMessageContaining("without SpreadLoss");
    }

    @Test
    void impossibleSchedulesAreRefused() {
        assertThatThrownBy(() -> new SpreadMarginSchedule(0, 0.9, 7)).hasMessageContaining("margin greater than 0");
        assertThatThrownBy(() -> new SpreadMarginSchedule(0.2, 1.1, 7)).hasMessageContaining("at most 1");
        assertThatThrownBy(() -> new SpreadMarginSchedule(0.2, 0.9, 0)).hasMessageContaining("at least 1 step");
    }

    private static MultiLayerNetwork network(ILossFunction loss) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .list()
                .layer(output(loss))
                .setInputType(InputType.feedForward(4))
                .build());
        network.init();
        return network;
    }

    private static OutputLayer output(ILossFunction loss) {
        return new OutputLayer.Builder(loss)
                .nOut(3)
                .activation(Activation.SIGMOID)
                .build();
    }

    private static double margin(MultiLayerNetwork network) {
        OutputLayer layer = (OutputLayer) network.getLayer(0).conf().getLayer();
        return ((SpreadLoss) layer.getLossFn()).margin();
    }

    private static BaseTrainingListener recordMargins(List<Double> margins) {
        return new BaseTrainingListener() {
            @Override
            public void onBackwardPass(Model model) {
                OutputLayer layer = (OutputLayer) (model instanceof MultiLayerNetwork network
                                ? network.getLayer(0)
                                : ((ComputationGraph) model).getLayer(0))
                        .conf()
                        .getLayer();
                margins.add(((SpreadLoss) layer.getLossFn()).margin());
            }
        };
    }
}
