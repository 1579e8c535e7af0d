// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network without capsules on Fashion-MNIST: capsnet-datasets is all of capsnet that it needs. */
public final class DenseNetwork {

    private DenseNetwork() {}

    public static void main(String[] arguments) {
        System.out.printf("test accuracy %.3f%n", testAccuracy(3));
    }

    /** Trains a network on the 5,000 images in the jar of capsnet-datasets and tests it on the other 1,000. */
    static double testAccuracy(int epochs) {
        TrainTestSplit images = FashionMnist.embedded();
        MultiLayerNetwork network = network();
        network.fit(
                ImageSetIterator.over(images.train()).batchSize(64).shuffle(1).build(), epochs);
        return network.evaluate(ImageSetIterator.over(images.test()).build()).accuracy();
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(100)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        return network;
    }
}
