// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.Transformation;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** A network for {@link Drawings} with two capsule layers of a routing. */
final class SmallNetwork {

    /** Index of the first of the two capsule layers. */
    static final int HIDDEN = 2;

    private static final int HIDDEN_CAPSULES = 6;

    private SmallNetwork() {}

    static MultiLayerNetwork of(Routing routing, double learningRate) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.FLOAT)
                .updater(new Adam(learningRate))
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(8)
                        .activation(Activation.RELU)
                        .inputGradient(false)
                        .build())
                .layer(new PrimaryCapsules.Builder(2, dimension(routing, 4))
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(HIDDEN_CAPSULES, dimension(routing, 8))
                        .routing(routing)
                        .build())
                .layer(new CapsuleLayer.Builder(Drawings.CLASSES, dimension(routing, 8))
                        .routing(routing)
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(Drawings.SIZE, Drawings.SIZE, 1))
                .build());
        network.init();
        return network;
    }

    /** What the routing leaves no choice in, if it is on pose matrices. */
    static int dimension(Routing routing, int free) {
        return routing.traits().transformation() instanceof Transformation.Matrices matrices
                ? matrices.size() * matrices.size()
                : free;
    }
}
