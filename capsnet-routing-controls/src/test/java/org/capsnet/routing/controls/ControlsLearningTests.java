// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.RampSchedule;

/**
 * Either control learns to tell clothes apart: 32 feature maps, 64 primary capsules of dimension 16, 10 class capsules of
 * dimension 16, 5,000 images to train on.
 */
@Tag("slow")
class ControlsLearningTests {

    private static final int EPOCHS = 2;

    private static Stream<Routing> routings() {
        return Stream.of(new AverageRouting(), new MaxRouting());
    }

    @ParameterizedTest
    @MethodSource("routings")
    void sevenTestImagesOfTenAreRecognised(Routing routing) {
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
                .layer(new CapsuleLayer.Builder(10, 16).routing(routing).build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        TrainTestSplit images = FashionMnist.embedded();
        long begin = System.nanoTime();
        network.fit(
                ImageSetIterator.over(images.train()).batchSize(50).shuffle(7).build(), EPOCHS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double accuracy = network.evaluate(
                        ImageSetIterator.over(images.test()).batchSize(100).build())
                .accuracy();
        System.out.printf("%s: accuracy %.3f after %d epochs in %.0f s%n", routing, accuracy, EPOCHS, seconds);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.7);
    }
}
