// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleNorm;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A layer of a network whose output is capsules.
 *
 * @param index of the layer, from 0
 * @param name of the layer
 * @param activation what the activation of a capsule is
 * @param bounded whether lengths are below 1, where they are the activations
 * @param squashed whether lengths are what Sabour's squash gives
 * @param skip whether half of the output is the capsules below
 */
record CapsuleOutput(int index, String name, Activation activation, boolean bounded, boolean squashed, boolean skip) {

    /** All that a network has, from below to above. */
    static List<CapsuleOutput> of(MultiLayerNetwork network) {
        return IntStream.range(0, network.getnLayers())
                .boxed()
                .flatMap(index -> of(configuration(network, index), index).stream())
                .toList();
    }

    /** The configuration of a layer, be it frozen or not. */
    static Layer configuration(MultiLayerNetwork network, int index) {
        Layer layer = network.getLayer(index).conf().getLayer();
        return layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
    }

    static String name(MultiLayerNetwork network, int index) {
        return name(configuration(network, index), index);
    }

    private static String name(Layer layer, int index) {
        return layer.getLayerName() == null ? "layer" + index : layer.getLayerName();
    }

    private static Optional<CapsuleOutput> of(Layer layer, int index) {
        String name = name(layer, index);
        if (layer instanceof CapsuleLayer capsules) {
            RoutingTraits traits = capsules.routing().traits();
            boolean squashed = !traits.ownActivations() && !traits.ownSquash();
            return Optional.of(new CapsuleOutput(index, name, traits.activation(), true, squashed, capsules.skip()));
        }
        if (layer instanceof CapsuleNorm norm) {
            Activation passed = norm.inputActivations() ? Activation.PROBABILITY : Activation.LENGTH;
            return Optional.of(new CapsuleOutput(index, name, passed, false, false, false));
        }
        return layer instanceof PrimaryCapsules
                        || layer instanceof org.deeplearning4j.nn.conf.layers.PrimaryCapsules
                        || layer instanceof org.deeplearning4j.nn.conf.layers.CapsuleLayer
                ? Optional.of(new CapsuleOutput(index, name, Activation.LENGTH, true, true, false))
                : Optional.empty();
    }

    boolean ownActivations() {
        return activation != Activation.LENGTH;
    }
}
