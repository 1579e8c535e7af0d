// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.SumRouting;
import org.capsnet.core.testing.TwoStepRouting;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;

/** Capsule layers behave in a Deeplearning4j network as its own layers do. */
class NetworkTests {

    @AfterEach
    void restoreDefaultType() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @Test
    void gradientsPassDeeplearning4jsOwnCheck() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        assertThat(Networks.gradientsAreRight(Networks.small(
                        DataType.DOUBLE, new NoOp(), Activation.TANH, new TwoStepRouting(), new SumRouting(2))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "agreement"})
    void aNetworkComesBackFromJsonAndFromAFileWithEqualOutputsAndTrainsOnEqually(String routing) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(adam(routing(routing)));
        network.init();
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        network.fit(images);
        network.fit(images);

        assertThat(MultiLayerConfiguration.fromJson(
                        network.getLayerWiseConfigurations().toJson()))
                .isEqualTo(network.getLayerWiseConfigurations());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);

        assertThat(restored.output(images.getFeatures())).isEqualTo(network.output(images.getFeatures()));
        network.fit(images);
        restored.fit(images);
        assertThat(restored.params()).isEqualTo(network.params());
    }

    @Test
    void twoRunsOfOneSeedAreEqualToTheLastBit() {
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        INDArray[] parameters = new INDArray[2];
        for (int run = 0; run < 2; run++) {
            MultiLayerNetwork network = new MultiLayerNetwork(adam(new TwoStepRouting()));
            network.init();
            for (int step = 0; step < 5; step++) {
                network.fit(images);
            }
            parameters[run] = network.params().dup();
        }
        assertThat(parameters[0].toFloatVector()).isEqualTo(parameters[1].toFloatVector());
    }

    @Test
    void trainingLearnsTheImagesByHeart() {
        MultiLayerNetwork network = new MultiLayerNetwork(adam(new TwoStepRouting()));
        network.init();
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        double before = network.score(images);
        for (int step = 0; step < 150; step++) {
            network.fit(images);
        }
        assertThat(network.score(images)).isLessThan(before / 5);
        int[] predicted = network.predict(images.getFeatures());
        for (int k = 0; k < predicted.length; k++) {
            assertThat(predicted[k]).isEqualTo(k % 3);
        }
    }

    @Test
    void theOutputOfAnImageDoesntDependOnItsBatch() {
        MultiLayerNetwork network = new MultiLayerNetwork(adam(new TwoStepRouting()));
        network.init();
        INDArray images = Networks.images(DataType.FLOAT, 6, 1).getFeatures();
        INDArray together = network.output(images).dup();
        for (int k = 0; k < 6; k++) {
            INDArray alone =
                    network.output(images.tensorAlongDimension(k, 1, 2, 3).reshape(1, 1, 12, 12));
            Golden.assertClose("image " + k, alone.ravel(), together.getRow(k), 1e-5);
        }
    }

    @Test
    void aComputationGraphGivesWhatAMultiLayerNetworkGives() throws IOException {
        Routing routing = new TwoStepRouting();
        MultiLayerNetwork network = new MultiLayerNetwork(adam(routing));
        network.init();
        ComputationGraphConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-2))
                .graphBuilder()
                .addInputs("image")
                .addLayer(
                        "conv",
                        new FastConvolution.Builder(3, 3)
                                .nOut(4)
                                .activation(Activation.RELU)
                                .build(),
                        "image")
                .addLayer(
                        "primary",
                        new PrimaryCapsules.Builder(2, 4)
                                .kernelSize(3, 3)
                                .stride(2, 2)
                                .build(),
                        "conv")
                .addLayer(
                        "hidden",
                        new CapsuleLayer.Builder(5, 6).routing(routing).build(),
                        "primary")
                .addLayer(
                        "digits",
                        new CapsuleLayer.Builder(3, 8).routing(routing).build(),
                        "hidden")
                .addLayer("lengths", new CapsuleLengths.Builder().build(), "digits")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(new MarginLoss())
                                .activation(Activation.IDENTITY)
                                .build(),
                        "lengths")
                .setOutputs("loss")
                .setInputTypes(InputType.convolutional(12, 12, 1))
                .build();
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        graph.setParams(network.params());
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        for (int step = 0; step < 3; step++) {
            network.fit(images);
            graph.fit(images);
        }
        assertThat(graph.params()).isEqualTo(network.params());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, file, true);
        ComputationGraph restored =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);
        assertThat(restored.outputSingle(images.getFeatures())).isEqualTo(network.output(images.getFeatures()));
    }

    @Test
    void aNetworkWithoutInputGradientAtItsFirstLayerTrainsEqually() {
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        INDArray[] parameters = new INDArray[2];
        for (int run = 0; run < 2; run++) {
            MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .seed(42)
                    .updater(new Adam(1e-2))
                    .list()
                    .layer(new FastConvolution.Builder(3, 3)
                            .nOut(4)
                            .activation(Activation.RELU)
                            .inputGradient(run == 0)
                            .build())
                    .layer(new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build())
                    .layer(new CapsuleLayer.Builder(3, 8)
                            .routing(new SumRouting(1))
                            .build())
                    .layer(new CapsuleLengths.Builder().build())
                    .layer(new LossLayer.Builder(new MarginLoss())
                            .activation(Activation.IDENTITY)
                            .build())
                    .setInputType(InputType.convolutional(12, 12, 1))
                    .build());
            network.init();
            network.fit(images);
            parameters[run] = network.params().dup();
        }
        assertThat(parameters[0]).isEqualTo(parameters[1]);
    }

    @Test
    void workspacesDontChangeTheResult() {
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        INDArray[] parameters = new INDArray[2];
        for (int run = 0; run < 2; run++) {
            MultiLayerConfiguration conf = adam(new TwoStepRouting());
            if (run == 1) {
                conf.setTrainingWorkspaceMode(org.deeplearning4j.nn.conf.WorkspaceMode.NONE);
                conf.setInferenceWorkspaceMode(org.deeplearning4j.nn.conf.WorkspaceMode.NONE);
            }
            MultiLayerNetwork network = new MultiLayerNetwork(conf);
            network.init();
            network.fit(images);
            network.output(images.getFeatures());
            network.fit(images);
            parameters[run] = network.params().dup();
        }
        assertThat(parameters[0]).isEqualTo(parameters[1]);
    }

    @Test
    void sizesAreInferredAndCounted() {
        MultiLayerNetwork network = new MultiLayerNetwork(adam(new TwoStepRouting()));
        network.init();
        assertThat(network.getParam("2_W").shape()).isEqualTo(new long[] {32, 4, 6, 5});
        assertThat(network.getParam("2_bias").shape()).isEqualTo(new long[] {5, 6});
        assertThat(network.getParam("3_W").shape()).isEqualTo(new long[] {5, 6, 8, 3});
        assertThat(network.numParams())
                .isEqualTo(4 * 9 + 4 + 8 * 4 * 9 + 8 + 32 * 4 * 6 * 5 + 5 * 6 + 5 + 5 * 6 * 8 * 3 + 3 * 8 + 3);
        assertThat(network.summary()).contains("CapsuleLayer");
        assertThat(network.getLayerWiseConfigurations()
                        .getMemoryReport(InputType.convolutional(12, 12, 1))
                        .toString())
                .isNotEmpty();
    }

    @Test
    void calibratedTransformationsGiveTheGainThatWasAskedFor() {
        CapsuleLayer layer = new CapsuleLayer.Builder(50, 16)
                .inputs(200, 8)
                .routing(new SumRouting(3))
                .initialization(Initialization.calibrated(2.5))
                .build();
        Nd4j.getRandom().setSeed(1);
        double sigma = layer.initialization().deviation(layer.shape(), layer.routing());
        // |s| = g |u| for input capsules of unit length: s = λ Σ_i W_i u_i.
        INDArray s =
                Nd4j.randn(DataType.DOUBLE, 4000, 200).muli(sigma * 3).sum(1).reshape(250, 16);
        double meanSquaredLength = s.mul(s).sum(1).meanNumber().doubleValue();
        assertThat(Math.sqrt(meanSquaredLength)).isBetween(2.4, 2.6);
    }

    @Test
    void layersPutTogetherWronglySayWhatToDo() {
        Routing routing = new SumRouting(1);
        assertThatThrownBy(() -> build(
                        InputType.convolutional(12, 12, 1),
                        new CapsuleLayer.Builder(3, 8)
                                .name("digits")
                                .routing(routing)
                                .build()))
                .hasMessageContaining("CapsuleLayer \"digits\"")
                .hasMessageContaining(
                        "needs capsules [batch, capsules, dimensions] below it, but gets 1 feature maps of"
                                + " 12x12. Put PrimaryCapsules between them");
        assertThatThrownBy(() -> build(
                        InputType.feedForward(20),
                        new CapsuleLayer.Builder(3, 8).routing(routing).build()))
                .hasMessageContaining("gets a vector of 20");
        assertThatThrownBy(() -> build(
                        InputType.convolutional(8, 8, 1),
                        new PrimaryCapsules.Builder(2, 4).kernelSize(9, 9).build()))
                .hasMessageContaining("kernel of 9x9, which doesn't fit into the 1 feature maps of 8x8 below"
                        + " it: it needs 9x9 at least");
        assertThatThrownBy(() -> build(
                        InputType.recurrent(5, 3),
                        new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build()))
                .hasMessageContaining("needs images or feature maps");
        assertThatThrownBy(() -> new CapsuleLayer.Builder(3, 8).build()).hasMessageContaining("has no routing");
        assertThatThrownBy(() -> new CapsuleLayer.Builder(0, 8).routing(routing).build())
                .hasMessageContaining("at least 1 capsule");
        assertThatThrownBy(() -> new PrimaryCapsules.Builder(0, 8)).hasMessageContaining("at least 1 type");
        assertThatThrownBy(() ->
                        new CapsuleLayer.Builder(3, 8).routing(routing).build().shape())
                .hasMessageContaining("doesn't know the capsules below it");
    }

    @Test
    void arraysOfTheWrongShapeAreNamed() {
        MultiLayerNetwork network = new MultiLayerNetwork(adam(new SumRouting(1)));
        network.init();
        assertThatThrownBy(() -> network.output(Nd4j.rand(2, 3, 12, 12)))
                .hasMessageContaining("FastConvolution \"layer0\" (layer 0) was built for 1 channels")
                .hasMessageContaining("[2, 3, 12, 12]");
        assertThatThrownBy(() -> network.output(Nd4j.rand(2, 1, 20, 20)))
                .hasMessageContaining("CapsuleLayer \"hidden\" (layer 2) was built for 32 capsules of dimension 4")
                .hasMessageContaining("[2, 128, 4]");
    }

    @Test
    void aRoutingThatReturnsTheWrongShapeIsNamed() {
        record WrongShape() implements Routing {
            @Override
            public Capsules route(RoutingInput input) {
                return Capsules.of(input.poses());
            }
        }
        MultiLayerNetwork network = new MultiLayerNetwork(adam(new WrongShape()));
        network.init();
        assertThatThrownBy(() -> network.output(Nd4j.rand(2, 1, 12, 12)))
                .hasMessageContaining("WrongShape in ")
                .hasMessageContaining(
                        "of CapsuleLayer \"hidden\" (layer 2) returned poses of shape [2, 32, 4], expected"
                                + " [2, 5, 6]. Report this to its author");
    }

    @Test
    void capsuleLayersMixWithDeeplearning4jsOwn() {
        MultiLayerNetwork network = new MultiLayerNetwork(build(
                InputType.convolutionalFlat(12, 12, 1),
                new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .build(),
                new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
                new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build(),
                new CapsuleLayer.Builder(5, 6)
                        .routing(new SumRouting(1))
                        .dropOut(0.8)
                        .build(),
                new CapsuleLengths.Builder().build(),
                new DenseLayer.Builder().nOut(3).activation(Activation.SIGMOID).build()));
        network.init();
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        INDArray before = network.params().dup();
        network.fit(new DataSet(images.getFeatures().reshape(12, 144), images.getLabels()));
        assertThat(network.params()).isNotEqualTo(before);
        assertThat(Arrays.stream(network.params().toDoubleVector()).allMatch(Double::isFinite))
                .isTrue();
    }

    private static MultiLayerConfiguration adam(Routing routing) {
        return Networks.small(DataType.FLOAT, new Adam(1e-2), Activation.RELU, routing, routing);
    }

    private static Routing routing(String name) {
        return name.equals("sum") ? new SumRouting(1.5) : new TwoStepRouting();
    }

    private static MultiLayerConfiguration build(InputType input, org.deeplearning4j.nn.conf.layers.Layer... layers) {
        NeuralNetConfiguration.ListBuilder builder =
                new NeuralNetConfiguration.Builder().updater(new Adam(1e-3)).list();
        for (org.deeplearning4j.nn.conf.layers.Layer layer : layers) {
            builder.layer(layer);
        }
        return builder.layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(input)
                .build();
    }
}
