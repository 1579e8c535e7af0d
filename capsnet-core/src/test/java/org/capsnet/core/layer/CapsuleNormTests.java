// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.LoudRouting;
import org.capsnet.core.testing.TwoStepRouting;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
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
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** Capsules that come out are as long as γ says, and otherwise as they were. */
class CapsuleNormTests {

    private static final int BATCH = 4;
    private static final int CAPSULES = 3;
    private static final int DIMENSION = 5;

    @AfterEach
    void restoreDefaultType() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @Test
    void theRootMeanSquareLengthIsGammaWhateverItWas() {
        MultiLayerNetwork network = alone(0.7, false);
        for (double scale : new double[] {1, 1e-2, 1e3}) {
            INDArray normalised = normalised(network, capsules().mul(scale));
            for (int example = 0; example < BATCH; example++) {
                double square = normalised
                        .get(NDArrayIndex.point(example))
                        .norm2Number()
                        .doubleValue();
                assertThat(square / Math.sqrt(CAPSULES)).isCloseTo(0.7, within(1e-3));
            }
        }
    }

    @Test
    void directionsAndRatiosOfLengthsStay() {
        INDArray capsules = capsules();
        INDArray ratio = normalised(alone(0.7, false), capsules).div(capsules);
        for (int example = 0; example < BATCH; example++) {
            INDArray factors = ratio.get(NDArrayIndex.point(example));
            assertThat(factors.maxNumber().doubleValue())
                    .isCloseTo(factors.minNumber().doubleValue(), within(1e-12))
                    .isPositive();
        }
    }

    @Test
    void theOrderOfCapsulesAndTheRestOfTheBatchMakeNoDifference() {
        MultiLayerNetwork network = alone(0.7, false);
        INDArray capsules = capsules();
        INDArray normalised = normalised(network, capsules);
        INDArray turned = Nd4j.concat(
                1,
                capsules.get(NDArrayIndex.all(), NDArrayIndex.interval(1, CAPSULES), NDArrayIndex.all()),
                capsules.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 1), NDArrayIndex.all()));
        INDArray turnedBack = normalised(network, turned);
        for (int capsule = 0; capsule < CAPSULES; capsule++) {
            Golden.assertClose(
                    "capsule " + capsule,
                    turnedBack.get(
                            NDArrayIndex.all(),
                            NDArrayIndex.point((capsule + CAPSULES - 1) % CAPSULES),
                            NDArrayIndex.all()),
                    normalised.get(NDArrayIndex.all(), NDArrayIndex.point(capsule), NDArrayIndex.all()),
                    1e-12);
        }
        INDArray alone =
                normalised(network, capsules.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.all()));
        Golden.assertClose(
                "one example",
                alone,
                normalised.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.all()),
                1e-12);
    }

    @Test
    void silentCapsulesStaySilentAndHaveAFiniteGradient() {
        MultiLayerNetwork network = alone(0.7, false);
        INDArray capsules = capsules();
        capsules.get(NDArrayIndex.point(2)).assign(0);
        assertThat(normalised(network, capsules)
                        .get(NDArrayIndex.point(2))
                        .amaxNumber()
                        .doubleValue())
                .isZero();
        Pair<Gradient, INDArray> gradients = network.calculateGradients(capsules, labels(), null, null);
        assertThat(gradients.getSecond().amaxNumber().doubleValue()).isFinite().isPositive();
        assertThat(gradients.getFirst().getGradientFor("0_gamma").getDouble(0)).isFinite();
    }

    @Test
    void activationsOfItsOwnPassUnchanged() {
        INDArray capsules = Nd4j.rand(DataType.DOUBLE, BATCH, CAPSULES, DIMENSION + 1);
        INDArray normalised = normalised(alone(0.7, true), capsules);
        assertThat(normalised
                        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(DIMENSION))
                        .dup())
                .isEqualTo(capsules.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(DIMENSION))
                        .dup());
        double square = normalised
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, DIMENSION))
                .norm2Number()
                .doubleValue();
        assertThat(square / Math.sqrt(BATCH * CAPSULES)).isCloseTo(0.7, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lengths", "activations"})
    void gradientsAreThoseOfDifferences(String kind) {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        assertThat(Networks.gradientsAreRight(deep(DataType.DOUBLE, new NoOp(), routing(kind))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lengths", "activations"})
    void comesBackFromJsonAndFromAFileAndTrainsOnEqually(String kind) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(deep(DataType.FLOAT, new Adam(1e-2), routing(kind)));
        network.init();
        DataSet images = Networks.images(DataType.FLOAT, 12, 1);
        network.fit(images);
        network.fit(images);
        assertThat(network.getLayer(2).getParam("gamma").getDouble(0)).isNotEqualTo(0.25);

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
    void aStepInPartsIsThatOfTheWholeBatch() {
        DataSet images = Networks.images(DataType.DOUBLE, 11, 1);
        MultiLayerNetwork whole = new MultiLayerNetwork(deep(DataType.DOUBLE, new Adam(1e-2), new TwoStepRouting()));
        MultiLayerNetwork parts = new MicroBatchNetwork(deep(DataType.DOUBLE, new Adam(1e-2), new TwoStepRouting()), 4);
        whole.init();
        parts.init();
        for (int step = 0; step < 3; step++) {
            whole.fit(images);
            parts.fit(images);
        }
        Golden.assertClose("parameters", parts.params(), whole.params(), 1e-12);
    }

    @Test
    void whatCantBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapsuleNorm.Builder().gamma(0).build())
                .withMessageContaining("needs a positive number as gamma, but has 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CapsuleNorm.Builder().activation(Activation.RELU).build())
                .withMessageContaining("no activation function");
        assertThatThrownBy(() -> new NeuralNetConfiguration.Builder()
                        .list()
                        .layer(new CapsuleNorm.Builder().name("norm").build())
                        .layer(new CapsuleLengths.Builder().build())
                        .setInputType(InputType.convolutional(12, 12, 1))
                        .build())
                .hasMessageContaining("CapsuleNorm \"norm\"")
                .hasMessageContaining("needs capsules [batch, capsules, dimensions] below it");
    }

    private static Routing routing(String kind) {
        return kind.equals("lengths") ? new TwoStepRouting() : new LoudRouting();
    }

    private static INDArray capsules() {
        Nd4j.getRandom().setSeed(3);
        return Nd4j.randn(DataType.DOUBLE, BATCH, CAPSULES, DIMENSION);
    }

    private static INDArray labels() {
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, BATCH, CAPSULES);
        for (int example = 0; example < BATCH; example++) {
            labels.putScalar(example, example % CAPSULES, 1);
        }
        return labels;
    }

    private static INDArray normalised(MultiLayerNetwork network, INDArray capsules) {
        return network.feedForward(capsules, false).get(1);
    }

    /** A network of nothing but the norm. */
    private static MultiLayerNetwork alone(double gamma, boolean activations) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new CapsuleNorm.Builder().gamma(gamma).build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(loss())
                .setInputType(CapsuleType.of(CAPSULES, DIMENSION, activations, Optional.empty()))
                .build());
        network.init();
        return network;
    }

    /** A norm below each of two layers of capsules. */
    private static MultiLayerConfiguration deep(DataType type, IUpdater updater, Routing routing) {
        return new NeuralNetConfiguration.Builder()
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
                .layer(new CapsuleNorm.Builder().build())
                .layer(new CapsuleLayer.Builder(5, 6).routing(routing).build())
                .layer(new CapsuleNorm.Builder().gamma(0.4).build())
                .layer(new CapsuleLayer.Builder(3, 8).routing(routing).build())
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
