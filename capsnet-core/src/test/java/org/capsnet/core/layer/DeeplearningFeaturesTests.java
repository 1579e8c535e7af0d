// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Dropout, noise, clipping and freezing work with capsule layers as with Deeplearning4j's own. */
class DeeplearningFeaturesTests {

    private final DataSet images = Networks.images(DataType.DOUBLE, 4, 1);

    /** Deeplearning4j applies dropout by overwriting the output of the layer below. */
    @Test
    void dropoutAboveCapsuleLengthsLeavesTheirGradientRight() {
        assertGradientIsRight(
                new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build(),
                new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build(),
                capsules(5, 6),
                new CapsuleLengths.Builder().build(),
                new OutputLayer.Builder().nOut(3).dropOut(0.5).build());
    }

    @Test
    void noiseAboveAConvolutionWithReluLeavesItsTrainingAsTheOriginals() {
        INDArray[] parameters = new INDArray[2];
        for (int run = 0; run < 2; run++) {
            MultiLayerNetwork network = network(
                    new Sgd(0.1),
                    GradientNormalization.None,
                    run == 0
                            ? new ConvolutionLayer.Builder(3, 3)
                                    .nOut(4)
                                    .activation(Activation.RELU)
                                    .build()
                            : new FastConvolution.Builder(3, 3)
                                    .nOut(4)
                                    .activation(Activation.RELU)
                                    .build(),
                    new OutputLayer.Builder()
                            .nOut(3)
                            .dropOut(new GaussianDropout(0.5))
                            .build());
            Nd4j.getRandom().setSeed(5);
            network.fit(images);
            parameters[run] = network.params().dup();
        }
        Golden.assertClose("parameters", parameters[1], parameters[0], 1e-12);
    }

    @Test
    void weightNoiseIsAppliedToTransformations() {
        MultiLayerNetwork network = network(
                new Sgd(0.1),
                GradientNormalization.None,
                new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build(),
                new CapsuleLayer.Builder(3, 6)
                        .routing(new SumRouting(1))
                        .weightNoise(new DropConnect(0.5))
                        .build(),
                new CapsuleLengths.Builder().build(),
                loss());
        INDArray before = network.params().dup();
        network.fit(images);
        assertThat(network.params().toDoubleVector()).isNotEqualTo(before.toDoubleVector());
    }

    @Test
    void frozenLayersPassTheGradientOn() {
        MultiLayerNetwork network = network(
                new Sgd(0.1),
                GradientNormalization.None,
                new ConvolutionLayer.Builder(1, 1)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build(),
                new FrozenLayerWithBackprop(new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build()),
                new FrozenLayerWithBackprop(
                        new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build()),
                new FrozenLayerWithBackprop(capsules(3, 6)),
                new CapsuleLengths.Builder().build(),
                loss());
        double[] first = network.getParam("0_W").ravel().toDoubleVector();
        double[] frozen = network.getLayer(3).getParam("W").ravel().toDoubleVector();
        network.fit(images);
        assertThat(network.getParam("0_W").ravel().toDoubleVector()).isNotEqualTo(first);
        assertThat(network.getLayer(3).getParam("W").ravel().toDoubleVector()).isEqualTo(frozen);
    }

    /** Counts its training steps in tens. */
    record Counting() implements Routing {

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.state("count", Initial.constant(0), 1));
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash())
                    .withState("count", input.parameter("count").plus(10));
        }
    }

    @ParameterizedTest
    @EnumSource(GradientNormalization.class)
    void stateIsNotTouchedByGradientNormalization(GradientNormalization normalization) {
        MultiLayerNetwork network = network(
                new Sgd(0.1),
                normalization,
                new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build(),
                new CapsuleLayer.Builder(3, 6).routing(new Counting()).build(),
                new CapsuleLengths.Builder().build(),
                loss());
        network.fit(images);
        network.fit(images);
        assertThat(network.getParam("1_count").getDouble(0)).isEqualTo(20);
    }

    /** Neither transformations nor parameters. */
    record Halving() implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Transformation.none()).with(Couplings.NONE);
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.poses().slice(1, 0, 3).times(0.5));
        }
    }

    @Test
    void aLayerWithoutAnyParametersWorks() {
        MultiLayerNetwork network = network(
                new Sgd(0.1),
                GradientNormalization.None,
                new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build(),
                new CapsuleLayer.Builder(3, 4).routing(new Halving()).build(),
                new CapsuleLengths.Builder().build(),
                loss());
        network.fit(images);
        assertThat(network.output(images.getFeatures()).shape()).isEqualTo(new long[] {4, 3});
    }

    @Test
    void settingsThatWouldBeIgnoredAreRefused() {
        assertThatThrownBy(() -> new CapsuleLayer.Builder(3, 6)
                        .routing(new SumRouting(1))
                        .activation(Activation.RELU)
                        .build())
                .hasMessageContaining("no activation function");
        assertThatThrownBy(() -> new PrimaryCapsules.Builder(2, 4)
                        .activation(Activation.RELU)
                        .build())
                .hasMessageContaining("no activation function but squash");
    }

    @Test
    void halfPrecisionIsRefused() {
        assertThatThrownBy(() -> new MultiLayerNetwork(Networks.small(
                                DataType.FLOAT16, new Sgd(0.1), Activation.RELU, new SumRouting(1), new SumRouting(1)))
                        .init())
                .hasMessageContaining("works in FLOAT or DOUBLE");
    }

    @Test
    void labelsThatArentOneHotAreRefused() {
        MultiLayerNetwork network = new MultiLayerNetwork(
                Networks.small(DataType.DOUBLE, new Sgd(0.1), Activation.RELU, new SumRouting(1), new SumRouting(1)));
        network.init();
        assertThatThrownBy(() -> network.fit(new DataSet(images.getFeatures(), Nd4j.zeros(DataType.DOUBLE, 4, 1))))
                .hasMessageContaining(
                        "Labels must be one-hot, [batch, classes] = [4, 3] as the predictions are, but have the shape [4, 1]");
    }

    @Test
    void aLossOnWholeCapsulesNamesTheLayerThatIsMissing() {
        MultiLayerNetwork network = network(
                new Sgd(0.1),
                GradientNormalization.None,
                new FastConvolution.Builder(3, 3).nOut(4).build(),
                new PrimaryCapsules.Builder(2, 4).kernelSize(3, 3).build(),
                capsules(3, 5),
                loss());
        assertThatThrownBy(() -> network.fit(images))
                .hasMessageContaining("Predictions [20, 3] and labels [4, 3] don't fit")
                .hasMessageContaining("Put a CapsuleLengths layer between")
                .hasMessageNotContaining("one-hot");
    }

    @Test
    void aMissingInputGradientAboveAnotherLayerIsExplained() {
        MultiLayerNetwork network = network(
                new Sgd(0.1),
                GradientNormalization.None,
                new FastConvolution.Builder(3, 3).nOut(4).name("below").build(),
                new FastConvolution.Builder(3, 3).nOut(4).inputGradient(false).build(),
                new OutputLayer.Builder().nOut(3).build());
        assertThatThrownBy(() -> network.fit(images))
                .hasMessageContaining("above FastConvolution \"below\"")
                .hasMessageContaining("inputGradient(false) is for the first layer");
    }

    /** Central differences of the score by the parameters of layers 1 and 2, with the same dropout in each pass. */
    private void assertGradientIsRight(Layer... layers) {
        MultiLayerNetwork network = network(new Sgd(1), GradientNormalization.None, layers);
        score(network);
        for (String name : List.of("1_W", "2_W")) {
            double gradient = network.gradient().getGradientFor(name).getDouble(0, 0, 0, 0) / 4;
            INDArray w = network.getParam(name);
            long[] first = new long[4];
            double h = 1e-6;
            w.putScalar(first, w.getDouble(first) + h);
            double above = score(network);
            w.putScalar(first, w.getDouble(first) - 2 * h);
            double below = score(network);
            w.putScalar(first, w.getDouble(first) + h);
            score(network);
            assertThat(gradient)
                    .as(name)
                    .isCloseTo((above - below) / (2 * h), org.assertj.core.api.Assertions.within(1e-8));
        }
    }

    private double score(MultiLayerNetwork network) {
        Nd4j.getRandom().setSeed(7);
        network.setInput(images.getFeatures());
        network.setLabels(images.getLabels());
        network.computeGradientAndScore();
        return network.score();
    }

    private static CapsuleLayer capsules(int count, int dimensions) {
        return new CapsuleLayer.Builder(count, dimensions)
                .routing(new SumRouting(1))
                .build();
    }

    private static Layer loss() {
        return new LossLayer.Builder(new MarginLoss())
                .activation(Activation.IDENTITY)
                .build();
    }

    private static MultiLayerNetwork network(Sgd updater, GradientNormalization normalization, Layer... layers) {
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.DOUBLE)
                .updater(updater)
                .gradientNormalization(normalization)
                .gradientNormalizationThreshold(1)
                .list();
        for (Layer layer : layers) {
            builder.layer(layer);
        }
        MultiLayerNetwork network = new MultiLayerNetwork(
                builder.setInputType(InputType.convolutional(12, 12, 1)).build());
        network.init();
        return network;
    }
}
