// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Random;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.CapsuleNorm;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.Initialization;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Networks for images of 12x12 in 3 classes: a convolution, 64 primary capsules of dimension 8, and layers of capsules of
 * dimension 16. All but the last have 16 capsules.
 */
record Patients(
        Routing routing, Initialization initialization, IUpdater updater, WeightInit convolutions, Layer primary) {

    static Patients with(Routing routing) {
        return new Patients(
                routing,
                Initialization.calibrated(),
                new Adam(1e-4),
                WeightInit.UNIFORM,
                new PrimaryCapsules.Builder(4, 8)
                        .name("primary")
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build());
    }

    Patients started(Initialization newInitialization) {
        return new Patients(routing, newInitialization, updater, convolutions, primary);
    }

    Patients trainedBy(IUpdater newUpdater) {
        return new Patients(routing, initialization, newUpdater, convolutions, primary);
    }

    Patients withConvolutions(WeightInit newConvolutions) {
        return new Patients(routing, initialization, updater, newConvolutions, primary);
    }

    Patients withPrimary(Layer newPrimary) {
        return new Patients(routing, initialization, updater, convolutions, newPrimary);
    }

    /** A network with so many layers of capsules above the primary ones. */
    MultiLayerNetwork ofStages(int stages) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .weightInit(convolutions)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(primary.clone());
        for (int stage = 1; stage <= stages; stage++) {
            layers.layer(new CapsuleLayer.Builder(stage < stages ? 16 : 3, 16)
                    .name("stage-" + stage)
                    .routing(routing)
                    .initialization(initialization)
                    .build());
        }
        MultiLayerNetwork network = new MultiLayerNetwork(layers.layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build());
        network.init();
        return network;
    }

    /** Two stages of 16 capsules with a norm below each, the second with a skip or not, and that of the classes. */
    static MultiLayerNetwork withAids(double gamma, boolean skip) {
        return withAids(gamma, skip, Initialization.calibrated());
    }

    static MultiLayerNetwork withAids(double gamma, boolean skip, Initialization initialization) {
        Routing routing = new SumRouting(1);
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-4))
                .weightInit(WeightInit.UNIFORM)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(16)
                        .activation(Activation.RELU)
                        .build())
                .layer(new PrimaryCapsules.Builder(4, 8)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleNorm.Builder().name("norm-1").gamma(gamma).build())
                .layer(new CapsuleLayer.Builder(16, 16)
                        .name("stage-1")
                        .routing(routing)
                        .initialization(initialization)
                        .build())
                .layer(new CapsuleNorm.Builder().name("norm-2").gamma(gamma).build())
                .layer(new CapsuleLayer.Builder(16, 16)
                        .name("stage-2")
                        .routing(routing)
                        .initialization(initialization)
                        .skip(skip)
                        .build())
                .layer(new CapsuleLayer.Builder(3, 16)
                        .routing(routing)
                        .initialization(initialization)
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build());
        network.init();
        return network;
    }

    /** Images with a bright square whose place is that of their class. */
    static DataSet batch(int count) {
        Random random = new Random(7);
        INDArray images = Nd4j.zeros(count, 1, 12, 12);
        INDArray labels = Nd4j.zeros(count, 3);
        for (int k = 0; k < count; k++) {
            int label = k % 3;
            labels.putScalar(k, label, 1);
            int top = random.nextInt(3);
            for (int y = 0; y < 12; y++) {
                for (int x = 0; x < 12; x++) {
                    boolean inside = y >= top + 2 && y < top + 7 && x >= 3 * label && x < 3 * label + 5;
                    images.putScalar(new int[] {k, 0, y, x}, (inside ? 0.7 : 0) + 0.3 * random.nextDouble());
                }
            }
        }
        return new DataSet(images, labels);
    }
}
