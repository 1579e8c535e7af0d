// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.LoudRouting;
import org.capsnet.core.testing.SumRouting;
import org.capsnet.core.testing.TwoStepRouting;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
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
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** A layer with a skip gives the mean of what is below and of what its routing makes of it. */
class SkipTests {

    /** The layer with the skip, above a norm. */
    private static final int SKIP = 4;

    private final DataSet images = Networks.images(DataType.DOUBLE, 6, 1);

    @AfterEach
    void restoreDefaultType() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lengths", "activations"})
    void theOutputIsTheMeanOfRoutedCapsulesAndThoseBelow(String kind) {
        List<INDArray> with = capsules(configuration(true, 0.25, routing(kind)));
        List<INDArray> without = capsules(configuration(false, 0.25, routing(kind)));

        Golden.assertClose("below", with.get(SKIP), without.get(SKIP), 1e-12);
        Golden.assertClose(
                "mean",
                with.get(SKIP + 1),
                without.get(SKIP).add(without.get(SKIP + 1)).div(2),
                1e-12);
    }

    @Test
    void lengthsStayBelowOneAboveLongerCapsules() {
        List<INDArray> with = capsules(configuration(true, 30, new SumRouting(1)));

        assertThat(with.get(SKIP).norm2(2).maxNumber().doubleValue()).isGreaterThan(10);
        assertThat(with.get(SKIP + 1).norm2(2).maxNumber().doubleValue()).isBetween(0.8, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lengths", "activations", "long lengths"})
    void gradientsAreThoseOfDifferences(String kind) {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        assertThat(Networks.gradientsAreRight(
                        configuration(true, kind.equals("long lengths") ? 2 : 0.25, new NoOp(), routing(kind))))
                .isTrue();
    }

    @Test
    void comesBackFromJsonAndFromAFileAndTrainsOnEqually() throws IOException {
        MultiLayerNetwork network =
                new MultiLayerNetwork(configuration(true, 0.25, new Adam(1e-2), new TwoStepRouting()));
        network.init();
        network.fit(images);
        String json = network.getLayerWiseConfigurations().toJson();
        assertThat(MultiLayerConfiguration.fromJson(json)).isEqualTo(network.getLayerWiseConfigurations());

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        network.fit(images);
        restored.fit(images);
        assertThat(restored.params()).isEqualTo(network.params());
    }

    @Test
    void aLayerThatWasSavedBeforeThereWereSkipsHasNone() {
        MultiLayerConfiguration configuration = configuration(false, 0.25, new TwoStepRouting());
        String before = configuration.toJson().replaceAll("\"skip\" : false,?\\s*", "");
        assertThat(before).doesNotContain("skip");
        assertThat(MultiLayerConfiguration.fromJson(before)).isEqualTo(configuration);
    }

    @Test
    void aStepInPartsIsThatOfTheWholeBatch() {
        MultiLayerNetwork whole =
                new MultiLayerNetwork(configuration(true, 0.25, new Adam(1e-2), new TwoStepRouting()));
        MultiLayerNetwork parts =
                new MicroBatchNetwork(configuration(true, 0.25, new Adam(1e-2), new TwoStepRouting()), 4);
        whole.init();
        parts.init();
        for (int step = 0; step < 3; step++) {
            whole.fit(images);
            parts.fit(images);
        }
        Golden.assertClose("parameters", parts.params(), whole.params(), 1e-12);
    }

    @Test
    void layersThatDifferAreRefusedWhereTheNetworkIsBuilt() {
        assertThatThrownBy(() -> build(new CapsuleLayer.Builder(31, 4)
                        .name("hidden")
                        .routing(new SumRouting(1))
                        .skip(true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "CapsuleLayer \"hidden\" has a skip, which needs as many capsules of the same kind below as in"
                                + " the layer, but below are 32 capsules of dimension 4 and the layer has 31 capsules of dimension"
                                + " 4. Make them equal, or leave out .skip(true)");
        assertThatThrownBy(() -> build(new CapsuleLayer.Builder(32, 5)
                        .routing(new SumRouting(1))
                        .skip(true)))
                .hasMessageContaining("32 capsules of dimension 5");
        assertThatThrownBy(() -> build(new CapsuleLayer.Builder(32, 4)
                        .routing(new LoudRouting())
                        .skip(true)))
                .hasMessageContaining("the layer has 32 capsules of dimension 4 with activations");
        build(new CapsuleLayer.Builder(32, 4).routing(new SumRouting(1)).skip(true));
    }

    private static Routing routing(String kind) {
        return kind.equals("activations") ? new LoudRouting() : new TwoStepRouting();
    }

    private List<INDArray> capsules(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network.feedForward(images.getFeatures(), false);
    }

    private static void build(CapsuleLayer.Builder layer) {
        new NeuralNetConfiguration.Builder()
                .list()
                .layer(new PrimaryCapsules.Builder(2, 4)
                        .kernelSize(5, 5)
                        .stride(2, 2)
                        .build())
                .layer(layer.build())
                .layer(new CapsuleLengths.Builder().build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build();
    }

    private static MultiLayerConfiguration configuration(boolean skip, double gamma, Routing routing) {
        return configuration(skip, gamma, new NoOp(), routing);
    }

    private static MultiLayerConfiguration configuration(
            boolean skip, double gamma, IUpdater updater, Routing routing) {
        return new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.DOUBLE)
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
                .layer(new CapsuleLayer.Builder(5, 6).routing(routing).build())
                .layer(new CapsuleNorm.Builder().gamma(gamma).build())
                .layer(new CapsuleLayer.Builder(5, 6)
                        .routing(routing)
                        .skip(skip)
                        .build())
                .layer(new CapsuleLayer.Builder(3, 8).routing(routing).build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build();
    }
}
