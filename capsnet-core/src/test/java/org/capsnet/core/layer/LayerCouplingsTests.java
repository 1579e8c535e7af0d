// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class LayerCouplingsTests {

    private final INDArray images = Networks.images(DataType.FLOAT, 2, 1).getFeatures();

    /** Dynamic routing in its shortest form. */
    record Agreement(int iterations) implements AgreementRouting {
        @Override
        public Tensor output(Tensor s, RoutingInput input) {
            return s.squash();
        }
    }

    /** Offers couplings of a shape of its own. */
    record Offering(long first, long second, long third) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            input.observe("couplings", input.poses().tape().filled(0.25, DataType.FLOAT, first, second, third));
            return Capsules.of(input.votes().sum().squash());
        }
    }

    @Test
    void areThoseOfEveryLayerAndIteration() {
        List<LayerCouplings> layers = LayerCouplings.of(network(new Agreement(3), new Agreement(2)), images);

        assertThat(layers).extracting(LayerCouplings::layer).containsExactly(2, 3);
        assertThat(layers.get(0).iterations()).hasSize(3).allSatisfy(c -> {
            assertThat(c.shape()).isEqualTo(new long[] {2, 32, 5});
            assertThat(c.sum(-1).sub(1).amaxNumber().doubleValue()).isCloseTo(0, within(1e-6));
        });
        assertThat(layers.get(1).iterations())
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.shape()).isEqualTo(new long[] {2, 5, 3}));
        INDArray equal = layers.get(0).iterations().get(0);
        assertThat(equal.sub(0.2).amaxNumber().doubleValue()).isCloseTo(0, within(1e-6));
        assertThat(layers.get(0).last())
                .isEqualTo(layers.get(0).iterations().get(2))
                .isNotEqualTo(equal);
    }

    @Test
    void areThoseThatAProbeSees() {
        MultiLayerNetwork network = network(new Agreement(3), new SumRouting(1));
        List<INDArray> seen = new ArrayList<>();
        CapsuleProbes.attach(
                network.getLayer(2), (name, value) -> seen.add(value.copy().detach()));
        network.output(images);

        assertThat(LayerCouplings.of(network, images))
                .singleElement()
                .satisfies(layer -> assertThat(layer.iterations()).isEqualTo(seen));
        assertThat(seen).as("nothing more").hasSize(3);
    }

    static List<UnaryOperator<Layer>> waysToFreeze() {
        return List.of(
                FrozenLayer::new, FrozenLayerWithBackprop::new, layer -> new FrozenLayer(new FrozenLayer(layer)));
    }

    /** Deeplearning4j wraps them. */
    @ParameterizedTest
    @MethodSource("waysToFreeze")
    void frozenLayersAreLookedIntoAsWell(UnaryOperator<Layer> freeze) {
        MultiLayerNetwork network = network(new Agreement(3), new Agreement(2));
        List<LayerCouplings> before = LayerCouplings.of(network, images);
        Layer[] layers = network.getLayers();
        layers[2] = freeze.apply(layers[2]);
        network.setLayers(layers);

        assertThat(LayerCouplings.of(network, images)).isEqualTo(before);

        List<String> seen = new ArrayList<>();
        CapsuleProbes.attach(network.getLayer(2), (name, value) -> seen.add(name));
        network.output(images);
        assertThat(seen).hasSize(3);
    }

    @Test
    void networksThatTransferLearningHasFrozenAreLookedInto() {
        MultiLayerNetwork network = new TransferLearning.Builder(network(new Agreement(3), new Agreement(2)))
                .setFeatureExtractor(2)
                .build();

        assertThat(LayerCouplings.of(network, images))
                .extracting(LayerCouplings::layer)
                .containsExactly(2, 3);
    }

    @Test
    void lookingLeavesTheNetworkAsItWas() {
        MultiLayerNetwork network = network(new Agreement(3), new Agreement(3));
        List<String> seen = new ArrayList<>();
        CapsuleProbes.attach(network.getLayer(2), (name, value) -> seen.add(name));
        INDArray output = network.output(images);
        INDArray parameters = network.params().dup();

        LayerCouplings.of(network, images);

        assertThat(seen).hasSize(3);
        assertThat(network.output(images)).isEqualTo(output);
        assertThat(network.params()).isEqualTo(parameters);
        assertThat(seen).as("the probe is back").hasSize(6);
    }

    @Test
    void aNetworkWhoseRoutingsHaveNoneGivesNone() {
        assertThat(LayerCouplings.of(network(new SumRouting(1), new SumRouting(1)), images))
                .isEmpty();
    }

    @Test
    void sizesOfOneAreWrittenOut() {
        INDArray couplings = LayerCouplings.of(network(new Offering(1, 1, 5), new SumRouting(1)), images)
                .get(0)
                .last();

        assertThat(couplings.shape()).isEqualTo(new long[] {2, 32, 5});
        assertThat(couplings.minNumber().doubleValue()).isEqualTo(0.25);
        assertThat(couplings.maxNumber().doubleValue()).isEqualTo(0.25);
    }

    @Test
    void otherShapesAreTheRoutingsFault() {
        MultiLayerNetwork network = network(new SumRouting(1), new Offering(2, 3, 5));

        assertThatThrownBy(() -> LayerCouplings.of(network, images))
                .isInstanceOf(RoutingFailure.class)
                .hasMessageContaining("Offering")
                .hasMessageContaining(
                        "of CapsuleLayer \"digits\" (layer 3) offered couplings of shape [2, 3, 5], expected"
                                + " [2, 5, 3]. Report this to its author.");
    }

    private static MultiLayerNetwork network(Routing first, Routing second) {
        MultiLayerNetwork network =
                new MultiLayerNetwork(Networks.small(DataType.FLOAT, new Sgd(0.1), Activation.RELU, first, second));
        network.init();
        return network;
    }
}
