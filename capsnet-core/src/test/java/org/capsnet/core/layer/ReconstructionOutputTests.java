// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.loss.SpreadLoss;
import org.capsnet.core.loss.SpreadMarginSchedule;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;

class ReconstructionOutputTests {

    private static final int PIXELS = 12 * 12;

    /** Capsules with activations of their own. */
    public record WithProbabilities() implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(RoutingTraits.Activation.PROBABILITY);
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor poses = input.votes().sum();
            return Capsules.of(poses, poses.sum(-1).dropAxis(-1).sigmoid());
        }
    }

    @AfterEach
    void restoreDefaultType() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @Test
    void lossGradientsAndImagesArePyTorchs() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        Golden golden = Golden.of("reconstruction");
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .list()
                .layer(new ReconstructionOutput.Builder(6)
                        .weight(0.05)
                        .hidden(7, 8)
                        .build())
                .setInputType(CapsuleType.of(4, 5, false, Optional.empty()))
                .build());
        network.init();
        network.setParam("0_W1", fromPyTorch(golden.get("W1"), 4, 5));
        network.setParam("0_W2", fromPyTorch(golden.get("W2"), 1, 7));
        network.setParam("0_W3", fromPyTorch(golden.get("W3"), 1, 8));
        for (int layer = 1; layer <= 3; layer++) {
            network.setParam("0_b" + layer, golden.get("b" + layer).reshape(1, -1));
        }
        INDArray labels = Nd4j.concat(1, golden.get("labels"), golden.get("image"));

        Pair<Gradient, INDArray> gradients = network.calculateGradients(golden.get("capsules"), labels, null, null);
        assertThat(network.score(new DataSet(golden.get("capsules"), labels)))
                .isCloseTo(golden.get("loss").getDouble(0), within(1e-14));
        // Deeplearning4j divides by the batch when it updates.
        Map<String, INDArray> byName = gradients.getFirst().gradientForVariable();
        golden.assertEquals("dW1", toPyTorch(byName.get("0_W1")).div(3));
        golden.assertEquals("dW2", toPyTorch(byName.get("0_W2")).div(3));
        golden.assertEquals("dW3", toPyTorch(byName.get("0_W3")).div(3));
        for (int layer = 1; layer <= 3; layer++) {
            golden.assertEquals("db" + layer, byName.get("0_b" + layer).div(3).ravel());
        }
        golden.assertEquals("dcapsules", gradients.getSecond().div(3));

        ReconstructionDecoder decoder = ReconstructionDecoder.of(network).orElseThrow();
        int[] classes = golden.get("labels").argMax(1).toIntVector();
        for (int example = 0; example < classes.length; example++) {
            INDArray pose = golden.get("capsules")
                    .get(NDArrayIndex.point(example), NDArrayIndex.point(classes[example]))
                    .reshape(1, 5);
            Golden.assertClose(
                    "drawn",
                    decoder.images(pose, classes[example]),
                    golden.get("drawn").getRow(example, true),
                    1e-12);
        }
    }

    /** PyTorch's Linear has [N, I · d]. */
    private static INDArray fromPyTorch(INDArray weights, long inputs, long dimension) {
        return weights.reshape(weights.size(0), inputs, dimension, 1).permute(1, 2, 0, 3);
    }

    private static INDArray toPyTorch(INDArray weights) {
        return weights.permute(2, 0, 1, 3).dup('c').reshape('c', weights.size(2), -1);
    }

    /** Capsules with their lengths, and with activations of their own. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientsPassDeeplearning4jsOwnCheck(boolean ownActivations) {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        Routing last = ownActivations ? new WithProbabilities() : new SumRouting(2);
        assertThat(last.traits().ownActivations()).isEqualTo(ownActivations);
        MultiLayerNetwork network =
                new MultiLayerNetwork(reconstructing(DataType.DOUBLE, new NoOp(), last, new MarginLoss(), 0.05));
        network.init();
        DataSet images = withImages(Networks.images(DataType.DOUBLE, 3, 1));
        boolean passed = GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(images.getFeatures())
                .labels(images.getLabels())
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .print(GradientCheckUtil.PrintMode.ZEROS)
                .subset(true)
                .maxPerParam(40));
        assertThat(passed).isTrue();
    }

    @Test
    void withoutImagesInTheLabelsItTrainsAsTheLossOfTheClassesAlone() {
        MultiLayerNetwork plain = network(new CapsuleLengths.Builder().build(), loss());
        MultiLayerNetwork network = network(output(1).build());
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        for (int step = 0; step < 3; step++) {
            plain.fit(images);
            network.fit(images);
            assertThat(network.score()).isEqualTo(plain.score());
        }
        assertThat(network.output(images.getFeatures())).isEqualTo(plain.output(images.getFeatures()));
        assertThat(network.score(images)).isEqualTo(plain.score(images));
        assertThat(network.scoreExamples(images, true)).isEqualTo(plain.scoreExamples(images, true));
    }

    @Test
    void imagesInTheLabelsMakeThePosesMoveAndStillClassesAreEvaluated() {
        MultiLayerNetwork network = network(output(0.05).build());
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        DataSet widened = withImages(images);
        double first = network.score(widened);
        for (int step = 0; step < 60; step++) {
            network.fit(widened);
        }
        assertThat(network.score(widened)).isLessThan(first / 2);
        assertThat(network.output(images.getFeatures()).shape()).isEqualTo(new long[] {12, 3});
        assertThat(network.evaluate(new SingletonDataSetIterator(images)).accuracy())
                .isEqualTo(1);
    }

    @Test
    void aBatchWithoutImagesLeavesNoGradientOfTheOneBefore() {
        MultiLayerNetwork network = network(output(0.05).build());
        DataSet images = Networks.images(DataType.FLOAT, 6, 1);
        network.fit(withImages(images));
        assertThat(network.gradient().getGradientFor("3_W2").amaxNumber().doubleValue())
                .isPositive();
        network.setInput(images.getFeatures());
        network.setLabels(images.getLabels());
        network.computeGradientAndScore();
        for (String name : network.getLayer(3).paramTable().keySet()) {
            assertThat(network.gradient()
                            .getGradientFor("3_" + name)
                            .amaxNumber()
                            .doubleValue())
                    .as(name)
                    .isZero();
        }
    }

    @Test
    void theScoreIsTheMeanOfTheExamplesScoresAndOfTheStep() {
        MultiLayerNetwork network = network(output(0.05).build());
        DataSet images = withImages(Networks.images(DataType.FLOAT, 6, 1));
        double score = network.score(images);
        assertThat(network.scoreExamples(images, true).meanNumber().doubleValue())
                .isCloseTo(score, within(1e-5));
        network.fit(images);
        assertThat(network.score()).isCloseTo(score, within(1e-6));
        // The score of the step before doesn't linger.
        assertThat(network.score(images)).isLessThan(score);
        assertThat(network.score(images, true)).isLessThan(score);
    }

    @Test
    void aStepInPartsIsTheStep() {
        MultiLayerConfiguration configuration =
                reconstructing(DataType.DOUBLE, new Adam(1e-3), new SumRouting(2), new MarginLoss(), 0.05);
        MultiLayerNetwork whole = new MultiLayerNetwork(configuration.clone());
        whole.init();
        MultiLayerNetwork parts = new MicroBatchNetwork(configuration.clone(), 3);
        parts.init();
        DataSet images = withImages(Networks.images(DataType.DOUBLE, 8, 1));
        whole.fit(images);
        parts.fit(images);
        assertThat(parts.score()).isCloseTo(whole.score(), within(1e-12));
        assertThat(parts.params().sub(whole.params()).amaxNumber().doubleValue())
                .isLessThan(1e-9);
    }

    @Test
    void aNetworkComesBackFromJsonAndFromAFileAndTrainsOnEqually() throws IOException {
        MultiLayerNetwork network = network(output(0.05).build());
        DataSet images = withImages(Networks.images(DataType.FLOAT, 12, 1));
        network.fit(images);
        assertThat(MultiLayerConfiguration.fromJson(
                        network.getLayerWiseConfigurations().toJson()))
                .isEqualTo(network.getLayerWiseConfigurations());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        INDArray poses = Nd4j.rand(DataType.FLOAT, 2, 8);
        assertThat(ReconstructionDecoder.of(restored).orElseThrow().images(poses, 1))
                .isEqualTo(ReconstructionDecoder.of(network).orElseThrow().images(poses, 1));
        network.fit(images);
        restored.fit(images);
        assertThat(restored.params()).isEqualTo(network.params());
    }

    @Test
    void theMarginOfSpreadLossIsMovedWithinIt() {
        SpreadLoss spread = new SpreadLoss(0.2);
        MultiLayerNetwork network = network(output(0.05).classLoss(spread).build());
        network.setListeners(new SpreadMarginSchedule(0.5, 0.9, 10));
        network.fit(withImages(Networks.images(DataType.FLOAT, 4, 1)));
        assertThat(((SpreadLoss) ((ReconstructionOutput)
                                        network.getOutputLayer().conf().getLayer())
                                .classLoss())
                        .margin())
                .isEqualTo(0.5);
    }

    @Test
    void labelsOfAnotherShapeAreRefusedWithTheShapesThatFit() {
        MultiLayerNetwork network = network(output(0.05).build());
        DataSet images = Networks.images(DataType.FLOAT, 4, 1);
        images.setLabels(Nd4j.zeros(4, 5));
        assertThatThrownBy(() -> network.fit(images))
                .hasMessageContaining("[4, 3]")
                .hasMessageContaining("[4, 147]")
                .hasMessageContaining("ImageLabels");
        assertThatThrownBy(() -> ReconstructionDecoder.of(network).orElseThrow().images(Nd4j.zeros(1, 7), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[B, 8]");
        assertThat(ReconstructionDecoder.of(network(new CapsuleLengths.Builder().build(), loss())))
                .isEmpty();
    }

    @Test
    void imageLabelsTakeTheImageChannelByChannelAndRowByRow() {
        INDArray images = Nd4j.arange(12).reshape('c', 1, 3, 2, 2).castTo(DataType.FLOAT);
        DataSet batch = new DataSet(images, Nd4j.createFromArray(new float[][] {{0, 1}}));
        new ImageLabels().preProcess(batch);
        assertThat(batch.getLabels().toFloatVector()).containsExactly(0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    private static DataSet withImages(DataSet images) {
        DataSet widened = new DataSet(images.getFeatures(), images.getLabels());
        new ImageLabels().preProcess(widened);
        return widened;
    }

    private static ReconstructionOutput.Builder output(double weight) {
        return new ReconstructionOutput.Builder(PIXELS).weight(weight).hidden(20, 30);
    }

    private static LossLayer loss() {
        return new LossLayer.Builder(new MarginLoss())
                .activation(Activation.IDENTITY)
                .build();
    }

    private static MultiLayerConfiguration reconstructing(
            DataType type, IUpdater updater, Routing last, ILossFunction loss, double weight) {
        return configuration(type, updater, last, output(weight).classLoss(loss).build());
    }

    private static MultiLayerNetwork network(Layer... above) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(configuration(DataType.FLOAT, new Adam(5e-3), new SumRouting(2), above));
        network.init();
        return network;
    }

    private static MultiLayerConfiguration configuration(
            DataType type, IUpdater updater, Routing last, Layer... above) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(type)
                .updater(updater)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new PrimaryCapsules.Builder(2, 4)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(3, 8).routing(last).build());
        for (Layer layer : above) {
            layers.layer(layer);
        }
        return layers.setInputType(InputType.convolutional(12, 12, 1)).build();
    }
}
