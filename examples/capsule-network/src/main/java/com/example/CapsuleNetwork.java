// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.routing.adaptive.AdaptiveRouting;
import org.capsnet.routing.adaptive.AdaptiveRouting.Move;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** A capsule network that tells lines of three directions apart. */
public final class CapsuleNetwork {

    private CapsuleNetwork() {}

    public static void main(String[] arguments) {
        MultiLayerNetwork network = trained();

        INDArray lengths = network.output(Lines.of(1, 1).getFeatures()); // [B, 3], one length for each direction
        System.out.println("lengths of the capsules for one image: " + lengths);
        System.out.printf("test accuracy %.3f%n", testAccuracy(network));
    }

    /** A network that has seen 30 batches of 32 images. */
    static MultiLayerNetwork trained() {
        MultiLayerNetwork network = network();
        for (int step = 0; step < 30; step++) {
            network.fit(Lines.of(32, step));
        }
        return network;
    }

    /** On 300 images that the training hasn't seen. */
    static double testAccuracy(MultiLayerNetwork network) {
        var test = Lines.of(300, 1_000);
        INDArray found = network.output(test.getFeatures()).argMax(1);
        return found.eq(test.getLabels().argMax(1))
                .castTo(test.getLabels().dataType())
                .meanNumber()
                .doubleValue();
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.RELU)
                .updater(new Adam(2e-3))
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(new PrimaryCapsules.Builder(4, 8)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(Lines.DIRECTIONS, 8)
                        .routing(new AdaptiveRouting(3, Move.MEAN))
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(Lines.SIZE, Lines.SIZE, 1))
                .build());
        network.init();
        return network;
    }
}
