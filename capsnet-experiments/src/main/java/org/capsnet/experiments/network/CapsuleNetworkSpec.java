// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.capsnet.core.layer.Initialization;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingContract;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.Transformation;
import org.capsnet.datasets.ImageShape;

/**
 * A network of capsules for images: a convolution with ReLU, a convolution whose maps are primary capsules, and one or
 * more fully connected layers of capsules, the last of which has a capsule for each class.
 *
 * <p>Both convolutions have square kernels of one size without padding; the first has stride 1, the second stride 2.
 *
 * @param image the shape of the images; both sides at least twice the kernel less 1
 * @param kernel the height and width of both kernels, at least 1
 * @param convolutionMaps the feature maps of the first convolution, at least 1
 * @param primaryTypes the primary capsules at each place, at least 1
 * @param primaryDimensions the dimension of a primary capsule, at least 1
 * @param convolutionWeights how the weights of both convolutions start
 * @param stages the fully connected layers from below to above, at least one; the last has a capsule for each class
 * @param initialization how the transformations of the stages start
 * @param aids what may help a deep stack to train
 * @param loss what is made small
 * @param reconstruction whether the network also learns to draw the image from the right class's capsule
 * @param learningRate the optimiser's steps
 * @param seed decides the initial weights
 */
public record CapsuleNetworkSpec(
        ImageShape image,
        int kernel,
        int convolutionMaps,
        int primaryTypes,
        int primaryDimensions,
        ConvolutionWeights convolutionWeights,
        List<CapsuleStage> stages,
        Initialization initialization,
        TrainingAids aids,
        ClassLoss loss,
        boolean reconstruction,
        LearningRate learningRate,
        long seed) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of range; the message names the setting
     */
    public CapsuleNetworkSpec {
        Objects.requireNonNull(convolutionWeights, "convolutionWeights");
        Objects.requireNonNull(initialization, "initialization");
        Objects.requireNonNull(aids, "aids");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(learningRate, "learningRate");
        stages = List.copyOf(stages);
        Ranges.atLeast("kernel", kernel, 1);
        Ranges.atLeast("convolution maps", convolutionMaps, 1);
        Ranges.atLeast("primary types", primaryTypes, 1);
        Ranges.atLeast("primary dimensions", primaryDimensions, 1);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages must hold at least the layer of class capsules but is empty");
        }
        int smallest = 2 * kernel - 1;
        if (image.height() < smallest || image.width() < smallest) {
            throw new IllegalArgumentException("images of " + image + " are too small: two kernels of " + kernel + "x"
                    + kernel + " need at least " + smallest + "x" + smallest);
        }
    }

    /**
     * The network of Ren, Su and Li (2019), with weights scaled so that no capsule vanishes or saturates: 256 maps, 32
     * types of primary capsules of dimension 8, and class capsules of dimension 16.
     *
     * @param image the shape of the images
     * @param classes the number of classes, at least 1
     * @param seed decides the initial weights
     */
    public static CapsuleNetworkSpec paper(ImageShape image, int classes, long seed) {
        return new CapsuleNetworkSpec(
                image,
                9,
                256,
                32,
                8,
                ConvolutionWeights.UNIFORM,
                List.of(new CapsuleStage(classes, 16)),
                Initialization.calibrated(),
                TrainingAids.NONE,
                ClassLoss.MARGIN,
                false,
                new LearningRate(1e-3, 0.95, 80),
                seed);
    }

    /**
     * The same network with as many numbers in as many capsules, but of a size that a routing can work on: pose matrices
     * need capsules of their number of elements, below and in every stage.
     */
    public CapsuleNetworkSpec fitting(Routing routing) {
        if (!(routing.traits().transformation() instanceof Transformation.Matrices matrices)) {
            return this;
        }
        int elements = matrices.size() * matrices.size();
        return change().primary(Math.max(1, primaryTypes * primaryDimensions / elements), elements)
                .stages(stages.stream()
                        .map(stage -> new CapsuleStage(stage.capsules(), elements))
                        .toList())
                .build();
    }

    /** The same; this network if the routing fails when it is asked what it needs, which a run with it will tell of. */
    public CapsuleNetworkSpec fittingIfKnown(Routing routing) {
        try {
            return RoutingContract.ask(routing, () -> fitting(routing));
        } catch (RoutingFailure e) {
            return this;
        }
    }

    /** The same network with another loss. */
    public CapsuleNetworkSpec with(ClassLoss newLoss) {
        return change().loss(newLoss).build();
    }

    /** The same network with another seed. */
    public CapsuleNetworkSpec withSeed(long newSeed) {
        return change().seed(newSeed).build();
    }

    /** This network, to be changed in some of its settings. */
    public Builder change() {
        return new Builder(this);
    }

    /** The number of classes: the capsules of the last stage. */
    public int classes() {
        return stages.get(stages.size() - 1).capsules();
    }

    /** The number of primary capsules. */
    public int primaryCapsules() {
        return primaryTypes * primaryPlaces(image.height()) * primaryPlaces(image.width());
    }

    private int primaryPlaces(int side) {
        return (side - 2 * kernel + 1) / 2 + 1;
    }

    /** The layers in one line, for people. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "images of %s; convolution %dx%d, %,d maps; %,d primary capsules of dimension %d; %s; %s%s loss%s",
                image,
                kernel,
                kernel,
                convolutionMaps,
                primaryCapsules(),
                primaryDimensions,
                stages.stream()
                        .map(stage -> String.format(
                                Locale.ROOT, "%,d capsules of dimension %d", stage.capsules(), stage.dimensions()))
                        .collect(Collectors.joining("; ")),
                aids.names().stream().map(name -> name + "; ").collect(Collectors.joining()),
                loss,
                reconstruction ? " and reconstruction" : "");
    }

    /** Changes some settings of a network; what isn't set stays. */
    public static final class Builder {

        private ImageShape image;
        private int kernel;
        private int convolutionMaps;
        private int primaryTypes;
        private int primaryDimensions;
        private ConvolutionWeights convolutionWeights;
        private List<CapsuleStage> stages;
        private Initialization initialization;
        private TrainingAids aids;
        private ClassLoss loss;
        private boolean reconstruction;
        private LearningRate learningRate;
        private long seed;

        private Builder(CapsuleNetworkSpec from) {
            image = from.image;
            kernel = from.kernel;
            convolutionMaps = from.convolutionMaps;
            primaryTypes = from.primaryTypes;
            primaryDimensions = from.primaryDimensions;
            convolutionWeights = from.convolutionWeights;
            stages = from.stages;
            initialization = from.initialization;
            aids = from.aids;
            loss = from.loss;
            reconstruction = from.reconstruction;
            learningRate = from.learningRate;
            seed = from.seed;
        }

        /** Sets the shape of the images. */
        public Builder image(ImageShape value) {
            image = value;
            return this;
        }

        /** Sets the height and width of both kernels. */
        public Builder kernel(int value) {
            kernel = value;
            return this;
        }

        /** Sets the feature maps of the first convolution. */
        public Builder convolutionMaps(int value) {
            convolutionMaps = value;
            return this;
        }

        /** Sets the primary capsules at each place, and their dimension. */
        public Builder primary(int types, int dimensions) {
            primaryTypes = types;
            primaryDimensions = dimensions;
            return this;
        }

        /** Sets how the weights of both convolutions start. */
        public Builder convolutionWeights(ConvolutionWeights value) {
            convolutionWeights = value;
            return this;
        }

        /** Sets the fully connected layers from below to above. */
        public Builder stages(List<CapsuleStage> value) {
            stages = value;
            return this;
        }

        /** Sets how the transformations of the stages start. */
        public Builder initialization(Initialization value) {
            initialization = value;
            return this;
        }

        /** Sets what may help a deep stack to train. */
        public Builder aids(TrainingAids value) {
            aids = value;
            return this;
        }

        /** Sets what is made small. */
        public Builder loss(ClassLoss value) {
            loss = value;
            return this;
        }

        /** Sets whether the network also learns to draw the image. */
        public Builder reconstruction(boolean value) {
            reconstruction = value;
            return this;
        }

        /** Sets the optimiser's steps. */
        public Builder learningRate(LearningRate value) {
            learningRate = value;
            return this;
        }

        /** Sets what decides the initial weights. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The network.
         *
         * @throws IllegalArgumentException if a number is out of range; the message names the setting
         */
        public CapsuleNetworkSpec build() {
            return new CapsuleNetworkSpec(
                    image,
                    kernel,
                    convolutionMaps,
                    primaryTypes,
                    primaryDimensions,
                    convolutionWeights,
                    stages,
                    initialization,
                    aids,
                    loss,
                    reconstruction,
                    learningRate,
                    seed);
        }
    }
}
