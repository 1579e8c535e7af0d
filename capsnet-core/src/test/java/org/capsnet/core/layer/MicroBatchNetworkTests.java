// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.testing.Golden;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A step in parts is the step of the whole batch, for everything that a network and a routing can do in one. */
class MicroBatchNetworkTests {

    private static final int STEPS = 3;
    private static final int BATCH = 11;

    /** Has a loss of its own, and a state that follows the mean of its output. */
    record Following() implements Routing {

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(
                    RoutingParameter.bias("bias", Initial.constant(0.1), shape.outputs(), shape.outputDimension()),
                    RoutingParameter.state("mean", Initial.constant(0.2), 1, shape.outputs(), shape.outputDimension()));
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes()
                    .sum()
                    .plus(input.parameter("bias"))
                    .plus(input.parameter("mean"))
                    .squash();
            Tensor next = input.parameter("mean").times(0.9).plus(v.mean(0).times(0.1));
            return Capsules.of(v)
                    .withState("mean", next)
                    .withLoss(v.squared()
                            .sum(-1)
                            .sum(-2)
                            .dropAxis(-1)
                            .dropAxis(-1)
                            .times(0.3));
        }
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 1, 1e-12", "DOUBLE, 4, 1e-12", "DOUBLE, 10, 1e-12", "FLOAT, 4, 1e-5"})
    void parametersStateAndScoreAreThoseOfTheWholeBatch(DataType type, int microBatch, double tolerance) {
        MultiLayerNetwork whole = initialised(new MultiLayerNetwork(configuration(type)));
        MultiLayerNetwork parts = initialised(new MicroBatchNetwork(configuration(type), microBatch));
        INDArray before = whole.params().dup();
        for (int step = 0; step < STEPS; step++) {
            DataSet batch = Networks.images(type, BATCH, step);
            whole.fit(batch);
            parts.fit(batch);
            assertThat(parts.score()).as("score").isCloseTo(whole.score(), within(tolerance));
        }
        Golden.assertClose("parameters", parts.params(), whole.params(), tolerance);
        Golden.assertClose(
                "state of the routing",
                parts.getLayer(2).getParam("mean"),
                whole.getLayer(2).getParam("mean"),
                tolerance);
        Golden.assertClose("state of Adam", parts.updaterState(), whole.updaterState(), tolerance);
        assertThat(whole.params().distance2(before)).as("what was learnt").isGreaterThan(0.01);
        assertThat(parts.getIterationCount()).isEqualTo(STEPS);
    }

    @ParameterizedTest
    @ValueSource(ints = {BATCH, 100})
    void aBatchThatFitsIsTakenAsItIs(int microBatch) {
        MultiLayerNetwork whole = initialised(new MultiLayerNetwork(configuration(DataType.FLOAT)));
        MultiLayerNetwork parts = initialised(new MicroBatchNetwork(configuration(DataType.FLOAT), microBatch));
        DataSet batch = Networks.images(DataType.FLOAT, BATCH, 1);
        whole.fit(batch);
        parts.fit(batch);
        assertThat(parts.params().toFloatVector()).isEqualTo(whole.params().toFloatVector());
        assertThat(parts.score()).isEqualTo(whole.score());
    }

    @Test
    void aCopyGoesOnInTheSameParts() {
        MicroBatchNetwork network = new MicroBatchNetwork(configuration(DataType.DOUBLE), 4);
        network.init();
        network.fit(Networks.images(DataType.DOUBLE, BATCH, 1));
        INDArray before = network.params().dup();

        MultiLayerNetwork copy = network.clone();

        assertThat(copy)
                .isInstanceOfSatisfying(
                        MicroBatchNetwork.class,
                        parts -> assertThat(parts.microBatch()).isEqualTo(4));
        assertThat(copy.getIterationCount()).isEqualTo(1);
        DataSet next = Networks.images(DataType.DOUBLE, BATCH, 2);
        copy.fit(next);
        assertThat(network.params()).as("the network's own").isEqualTo(before);
        network.fit(next);
        assertThat(copy.params()).isEqualTo(network.params());
        assertThat(copy.updaterState()).isEqualTo(network.updaterState());
    }

    @Test
    void aCopyKeepsFrozenLayersFrozen() {
        MultiLayerNetwork transferred = new TransferLearning.Builder(
                        initialised(new MultiLayerNetwork(configuration(DataType.DOUBLE))))
                .setFeatureExtractor(2)
                .build();
        MultiLayerNetwork network = initialised(new MicroBatchNetwork(transferred.getLayerWiseConfigurations(), 4));

        MultiLayerNetwork copy = network.clone();
        INDArray frozen = copy.getLayer(2).getParam("W").dup();
        INDArray trained = copy.getLayer(3).getParam("W").dup();
        copy.fit(Networks.images(DataType.DOUBLE, BATCH, 1));

        assertThat(copy.getLayer(2).getParam("W")).isEqualTo(frozen);
        assertThat(copy.getLayer(3).getParam("W")).isNotEqualTo(trained);

        Layer[] layers = network.getLayers();
        layers[3] = new FrozenLayer(layers[3]);
        assertThat(network.clone().getLayer(3)).as("frozen later").isInstanceOf(FrozenLayer.class);
    }

    /** As the documentation says. */
    @Test
    void aFileGivesAPlainNetworkThatCanBePutIntoPartsAgain(@TempDir Path folder) throws IOException {
        MicroBatchNetwork network = new MicroBatchNetwork(configuration(DataType.DOUBLE), 4);
        network.init();
        network.fit(Networks.images(DataType.DOUBLE, BATCH, 1));
        File file = folder.resolve("network.zip").toFile();
        ModelSerializer.writeModel(network, file, true);

        MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file);
        assertThat(loaded).isExactlyInstanceOf(MultiLayerNetwork.class);
        MultiLayerNetwork again = new MicroBatchNetwork(loaded.getLayerWiseConfigurations(), 4);
        again.init(loaded.params(), true);
        again.getUpdater().setStateViewArray(again, loaded.updaterState(), false);

        DataSet next = Networks.images(DataType.DOUBLE, BATCH, 2);
        network.fit(next);
        again.fit(next);
        assertThat(again.params()).isEqualTo(network.params());
    }

    @Test
    void listenersHearOfAStepOnceAndOfTheWholeBatch() {
        List<String> heard = new ArrayList<>();
        MultiLayerNetwork whole = initialised(new MultiLayerNetwork(configuration(DataType.DOUBLE)));
        MultiLayerNetwork parts = initialised(new MicroBatchNetwork(configuration(DataType.DOUBLE), 3));
        DataSet batch = Networks.images(DataType.DOUBLE, BATCH, 1);
        whole.fit(batch);
        parts.setListeners(new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, List<INDArray> activations) {
                heard.add("forward " + activations.get(0).size(0));
            }

            @Override
            public void onBackwardPass(Model model) {
                heard.add("backward " + model.batchSize());
                assertThat(model.score()).isCloseTo(whole.score(), within(1e-12));
            }

            @Override
            public void onGradientCalculation(Model model) {
                heard.add("gradient " + model.batchSize());
            }

            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                heard.add("done " + model.batchSize());
                assertThat(model.score()).isCloseTo(whole.score(), within(1e-12));
            }
        });
        parts.fit(batch);
        assertThat(heard).containsExactly("forward 3", "backward 11", "gradient 11", "done 11");
    }

    @Test
    void refusesABatchOfUnknownParts() {
        MultiLayerNetwork normalised = new MicroBatchNetwork(
                new NeuralNetConfiguration.Builder()
                        .list()
                        .layer(new BatchNormalization())
                        .layer(new PrimaryCapsules.Builder(3, 4)
                                .kernelSize(12, 12)
                                .build())
                        .layer(new CapsuleLengths.Builder().build())
                        .layer(loss())
                        .setInputType(InputType.convolutional(12, 12, 1))
                        .build(),
                4);
        normalised.init();
        DataSet batch = Networks.images(DataType.FLOAT, BATCH, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> normalised.fit(batch))
                .withMessageContaining("Layer 0 (BatchNormalization) keeps a statistic of the batch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MicroBatchNetwork(configuration(DataType.FLOAT), 0))
                .withMessageContaining("at least 1 example but has 0");

        MultiLayerNetwork parts = initialised(new MicroBatchNetwork(configuration(DataType.FLOAT), 4));
        batch.setLabelsMaskArray(Nd4j.ones(BATCH, 1));
        assertThatIllegalStateException().isThrownBy(() -> parts.fit(batch)).withMessageContaining("masks");
    }

    private static MultiLayerNetwork initialised(MultiLayerNetwork network) {
        network.init();
        return network;
    }

    private static MultiLayerConfiguration configuration(DataType type) {
        return new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(type)
                .updater(new Adam(0.01))
                .l2(0.01)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.5)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(new PrimaryCapsules.Builder(2, 4)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(5, 6).routing(new Following()).build())
                .layer(new CapsuleLayer.Builder(3, 8).routing(new Following()).build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(loss())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build();
    }

    private static LossLayer loss() {
        return new LossLayer.Builder(new MarginLoss())
                .activation(Activation.IDENTITY)
                .build();
    }
}
