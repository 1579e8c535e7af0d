// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.loss.SpreadLoss;
import org.capsnet.core.loss.SpreadMarginSchedule;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.RampSchedule;

/**
 * EM routing learns to tell clothes apart with either loss: 32 feature maps, 64 primary capsules of dimension 16, 10
 * class capsules of dimension 16, 5,000 images to train on.
 */
@Tag("slow")
class EmLearningTests {

    private static final int EPOCHS = 3;
    private static final int BATCH = 50;

    @Test
    void sevenTestImagesOfTenAreRecognisedWithMarginLoss() {
        assertLearns(new MarginLoss(), List.of());
    }

    @Test
    void sevenTestImagesOfTenAreRecognisedWithSpreadLoss() {
        int steps = EPOCHS * FashionMnist.embedded().train().size() / BATCH;
        assertLearns(new SpreadLoss(), List.of(new SpreadMarginSchedule(0.2, 0.9, steps)));
    }

    private static void assertLearns(ILossFunction loss, List<TrainingListener> listeners) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.UNIFORM)
                .updater(new Adam(new RampSchedule(new FixedSchedule(1e-3), 80)))
                .list()
                .layer(new FastConvolution.Builder(5, 5)
                        .stride(2, 2)
                        .nOut(32)
                        .activation(Activation.RELU)
                        .inputGradient(false)
                        .build())
                .layer(new PrimaryCapsules.Builder(4, 16)
                        .kernelSize(5, 5)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(10, 16)
                        .routing(new EmRoutingPlugin().defaults())
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(loss)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        network.addListeners(listeners.toArray(new TrainingListener[0]));
        TrainTestSplit images = FashionMnist.embedded();
        long begin = System.nanoTime();
        network.fit(
                ImageSetIterator.over(images.train())
                        .batchSize(BATCH)
                        .shuffle(7)
                        .build(),
                EPOCHS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double accuracy = network.evaluate(
                        ImageSetIterator.over(images.test()).batchSize(100).build())
                .accuracy();
        System.out.printf("em, %s: accuracy %.3f after %d epochs in %.0f s%n", loss, accuracy, EPOCHS, seconds);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.7);
    }
}
