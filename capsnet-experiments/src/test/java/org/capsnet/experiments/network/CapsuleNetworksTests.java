// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.Initialization;
import org.capsnet.core.loss.SpreadLoss;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.datasets.ImageShape;
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

    private static MultiLayerNetwork network(CapsuleNetworkSpec spec) {
        MultiLayerNetwork network = new MultiLayerNetwork(CapsuleNetworks.configuration(spec, new SumRouting()));
        network.init();
        return network;
    }
}
