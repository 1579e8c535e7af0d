// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.Initialization;
import org.capsnet.core.loss.SpreadLoss;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.datasets.ImageShape;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CapsuleNetworksTests {

    /** The squashed sum of the votes. */
    record SumRouting() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash());
        }
    }

    @Test
    void thePapersNetworkHasItsParameters() {
        MultiLayerNetwork network = network(CapsuleNetworkSpec.paper(new ImageShape(1, 28, 28), 10, 1));

        long convolution = 9 * 9 * 256 + 256;
        long primaryCapsules = 9 * 9 * 256 * 256 + 256;
        long transformations = 1152 * 8 * 10 * 16;
        assertThat(network.numParams()).isEqualTo(convolution + primaryCapsules + transformations);
    }

    @Test
    void theDecoderOfReconstructionHasThePublishedSizes() {
        CapsuleNetworkSpec plain = CapsuleNetworkSpec.paper(new ImageShape(1, 28, 28), 10, 1);
        long decoder = (160 * 512 + 512) + (512 * 1024 + 1024) + (1024 * 784 + 784);

        assertThat(CapsuleNetworks.parameters(
                        plain.change().reconstruction(true).build(), new SumRouting()))
                .isEqualTo(CapsuleNetworks.parameters(plain, new SumRouting()) + decoder);
    }

    @Test
    void stacksStagesOnColourImagesOfAnySize() {
        CapsuleNetworkSpec spec = CapsuleNetworkSpecTests.spec(
                new ImageShape(3, 20, 24), 5, 6, 2, 4, List.of(new CapsuleStage(7, 5), new CapsuleStage(3, 6)));
        MultiLayerNetwork network = network(spec);

        INDArray output = network.output(Nd4j.rand(DataType.FLOAT, 2, 3, 20, 24));

        assertThat(output.shape()).containsExactly(2, 3);
        assertThat(spec.primaryCapsules()).isEqualTo(2 * 6 * 8);
        assertThat(((CapsuleLayer) network.getLayer(2).conf().getLayer())
                        .shape()
                        .inputs())
                .isEqualTo(spec.primaryCapsules());
    }

    @Test
    void theSpreadLossRaisesItsMarginWhileTheNetworkTrains() {
        CapsuleNetworkSpec spec =
                CapsuleNetworkSpec.paper(new ImageShape(1, 28, 28), 10, 1).with(ClassLoss.SPREAD);

        LossLayer loss = (LossLayer)
                CapsuleNetworks.configuration(spec, new SumRouting()).getConf(4).getLayer();

        assertThat(loss.getLossFn()).isEqualTo(new SpreadLoss(0.2));
        assertThat(spec.loss().listeners(100)).hasSize(1);
        assertThat(ClassLoss.MARGIN.listeners(100)).isEmpty();
        assertThat(spec.summary()).endsWith("spread loss");
    }

    @Test
    void usesTheInitializationOfTheSpec() {
        CapsuleNetworkSpec spec = CapsuleNetworkSpec.paper(new ImageShape(1, 28, 28), 10, 1)
                .change()
                .convolutionMaps(2)
                .primary(2, 4)
                .initialization(Initialization.normal(0.5))
                .build();

        INDArray transformations = network(spec).getLayer(2).getParam("W");

        assertThat(transformations.stdNumber().doubleValue()).isBetween(0.45, 0.55);
    }

    @Test
    void aidsAreOffUnlessAskedFor() {
        MultiLayerConfiguration plain = CapsuleNetworks.configuration(deep(TrainingAids.NONE), new SumRouting());

        assertThat(names(plain)).startsWith("convolution", "primary", "stage-1", "stage-2", "stage-3");
        assertThat(skips(plain)).containsExactly(false, false, false);
        assertThat(((BaseLayer) plain.getConf(2).getLayer()).getGradientNormalization())
                .isEqualTo(GradientNormalization.None);
    }

    @Test
    void aidsStandWhereTheyBelong() {
        CapsuleNetworkSpec spec = deep(new TrainingAids(OptionalDouble.of(0.5), true, true));
        MultiLayerConfiguration aided = CapsuleNetworks.configuration(spec, new SumRouting());

        assertThat(names(aided))
                .startsWith("convolution", "primary", "norm-1", "stage-1", "norm-2", "stage-2", "norm-3", "stage-3");
        assertThat(skips(aided)).containsExactly(false, true, false);
        for (int layer = 0; layer < 8; layer++) {
            BaseLayer clipped = (BaseLayer) aided.getConf(layer).getLayer();
            assertThat(clipped.getGradientNormalization()).isEqualTo(GradientNormalization.ClipL2PerLayer);
            assertThat(clipped.getGradientNormalizationThreshold()).isEqualTo(0.5);
        }
        assertThat(network(spec).output(Nd4j.rand(DataType.FLOAT, 2, 1, 12, 12)).shape())
                .containsExactly(2, 3);
    }

    @Test
    void whereNoTwoLayersAreAlikeThereIsNoSkip() {
        assertThat(CapsuleNetworks.hasSkip(deep(TrainingAids.NONE), new SumRouting()))
                .isTrue();
        assertThat(CapsuleNetworks.hasSkip(
                        CapsuleNetworkSpec.paper(new ImageShape(1, 28, 28), 10, 1), new SumRouting()))
                .isFalse();
    }

    private static CapsuleNetworkSpec deep(TrainingAids aids) {
        return CapsuleNetworkSpecTests.spec(
                        new ImageShape(1, 12, 12),
                        3,
                        4,
                        2,
                        4,
                        List.of(new CapsuleStage(7, 5), new CapsuleStage(7, 5), new CapsuleStage(3, 5)))
                .change()
                .aids(aids)
                .build();
    }

    private static List<String> names(MultiLayerConfiguration configuration) {
        return configuration.getConfs().stream()
                .map(conf -> String.valueOf(conf.getLayer().getLayerName()))
                .toList();
    }

    private static List<Boolean> skips(MultiLayerConfiguration configuration) {
        return configuration.getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .filter(CapsuleLayer.class::isInstance)
                .map(layer -> ((CapsuleLayer) layer).skip())
                .toList();
    }

    private static MultiLayerNetwork network(CapsuleNetworkSpec spec) {
        MultiLayerNetwork network = new MultiLayerNetwork(CapsuleNetworks.configuration(spec, new SumRouting()));
        network.init();
        return network;
    }
}
