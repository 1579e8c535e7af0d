// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.Routing;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.RampSchedule;

/**
 * A slow test of a plug-in: a network with the routing learns from real images.
 *
 * <pre>{@code
 * ImageLearning.of(new LambdaRouting(3)).primaryCapsules(8, 8).epochs(3).verify(train, test, 0.7);
 * }</pre>
 *
 * <p>The network: a convolution 5x5 of stride 2 with 32 maps; primary capsules 5x5 of stride 2; hidden capsules, if any; a
 * capsule of dimension 16 for each class; margin loss. Adam's learning rate rises to 1e-3 within 80 steps. Seeds are
 * fixed: one machine gives one accuracy.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ImageLearning {

    private static final int FEATURE_MAPS = 32;
    private static final int KERNEL = 5;
    private static final int STRIDE = 2;
    private static final double LEARNING_RATE = 1e-3;
    private static final int STEPS_TO_LEARNING_RATE = 80;

    private final Routing routing;
    private final int dimension;
    private int primaryTypes = 8;
    private int primaryDimension;
    private List<Integer> hidden = List.of();
    private int epochs = 1;
    private ILossFunction loss = new MarginLoss();
    private TrainingListener[] listeners = {};

    private ImageLearning(Routing routing) {
        this.routing = Objects.requireNonNull(routing, "routing");
        this.dimension = SmallNetwork.dimension(routing, 16);
        this.primaryDimension = SmallNetwork.dimension(routing, 8);
    }

    /**
     * Starts to describe the training.
     *
     * @param routing of all capsule layers
     * @return a description to complete
     */
    public static ImageLearning of(Routing routing) {
        return new ImageLearning(routing);
    }

    /**
     * The width of the primary capsules; 8 types of dimension 8 unless set.
     *
     * @param types capsules at each place, at least 1; images of 28x28 have 16 places
     * @param capsuleDimension d, at least 1; a routing on p x p pose matrices needs p²
     * @return this
     */
    public ImageLearning primaryCapsules(int types, int capsuleDimension) {
        primaryTypes = types;
        primaryDimension = capsuleDimension;
        return this;
    }

    /**
     * Layers between the primary capsules and the classes; none unless set.
     *
     * @param capsules number of capsules of each layer, of dimension 16
     * @return this
     */
    public ImageLearning hiddenCapsules(int... capsules) {
        hidden = IntStream.of(capsules).boxed().toList();
        return this;
    }

    /**
     * How often all training images are seen; once unless set.
     *
     * @param number at least 1
     * @return this
     */
    public ImageLearning epochs(int number) {
        epochs = number;
        return this;
    }

    /**
     * What is minimised; the margin loss unless set.
     *
     * @param function a loss of the classes' activations
     * @param schedules listeners that go with it
     * @return this
     */
    public ImageLearning loss(ILossFunction function, TrainingListener... schedules) {
        loss = function;
        listeners = schedules.clone();
        return this;
    }

    /**
     * Trains the network and lets it recognise other images.
     *
     * @param train images [B, C, H, W], at least 13x13, with one-hot labels; its batches are those of the training
     * @param test others of the same size and classes, which can be started anew
     * @param accuracy how many of the test images must be recognised, a share of more than 0 and at most 1
     * @throws AssertionError if fewer are
     */
    public void verify(DataSetIterator train, DataSetIterator test, double accuracy) {
        if (!(accuracy > 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("An accuracy is a share, more than 0 and at most 1, but is " + accuracy);
        }
        DataSet first = test.next();
        test.reset();
        MultiLayerNetwork network = network(first);
        network.addListeners(listeners);
        network.fit(train, epochs);
        double reached = network.evaluate(test).accuracy();
        if (!(reached >= accuracy)) {
            throw Finding.of(
                    "a test accuracy of " + accuracy + " after " + epochs + (epochs == 1 ? " epoch" : " epochs"),
                    reached + " with " + routing + " and " + loss,
                    "gain(), from which the layer's initialisation follows; whether outputs saturate at 0 or 1; the"
                            + " routing's options; the number of epochs");
        }
    }

    private MultiLayerNetwork network(DataSet images) {
        long[] shape = images.getFeatures().shape();
        int classes = Math.toIntExact(images.getLabels().size(1));
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.UNIFORM)
                .updater(new Adam(new RampSchedule(new FixedSchedule(LEARNING_RATE), STEPS_TO_LEARNING_RATE)))
                .list()
                .layer(new FastConvolution.Builder(KERNEL, KERNEL)
                        .stride(STRIDE, STRIDE)
                        .nOut(FEATURE_MAPS)
                        .activation(Activation.RELU)
                        .inputGradient(false)
                        .build())
                .layer(new PrimaryCapsules.Builder(primaryTypes, primaryDimension)
                        .kernelSize(KERNEL, KERNEL)
                        .stride(STRIDE, STRIDE)
                        .build());
        hidden.forEach(capsules -> layers.layer(capsules(capsules)));
        MultiLayerNetwork network = new MultiLayerNetwork(layers.layer(capsules(classes))
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(loss)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(shape[2], shape[3], shape[1]))
                .build());
        network.init();
        return network;
    }

    private CapsuleLayer capsules(int number) {
        return new CapsuleLayer.Builder(number, dimension).routing(routing).build();
    }
}
