// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Small capsule networks on 12x12 images with 3 classes. */
final class Networks {

    private Networks() {}

    /** The network of the golden vectors: two capsule layers of 5 and 3 capsules. */
    static MultiLayerConfiguration small(
            DataType type, IUpdater updater, Activation activation, Routing first, Routing second) {
        return new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(type)
                .updater(updater)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(activation)
                        .build())
                .layer(new PrimaryCapsules.Builder(2, 4)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(5, 6)
                        .name("hidden")
                        .routing(first)
                        .build())
                .layer(new CapsuleLayer.Builder(3, 8)
                        .name("digits")
                        .routing(second)
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build();
    }

    /** Deeplearning4j's own check, in double, of some numbers of each parameter. */
    static boolean gradientsAreRight(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        DataSet images = images(DataType.DOUBLE, 3, 1);
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(images.getFeatures())
                .labels(images.getLabels())
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .print(GradientCheckUtil.PrintMode.ZEROS)
                .subset(true)
                .maxPerParam(60));
    }

    static DataSet images(DataType type, int count, long seed) {
        Nd4j.getRandom().setSeed(seed);
        INDArray labels = Nd4j.zeros(type, count, 3);
        for (int k = 0; k < count; k++) {
            labels.putScalar(k, k % 3, 1);
        }
        return new DataSet(Nd4j.rand(type, count, 1, 12, 12), labels);
    }
}
