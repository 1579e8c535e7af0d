// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Collection;
import java.util.Objects;
import org.apiguardian.api.API;
import org.capsnet.core.loss.ClassLossLayer;
import org.capsnet.core.loss.MarginLoss;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An output layer that also learns to draw the image from the pose of the right class's capsule, so that poses have to hold
 * what is seen (Sabour et al. 2017, section 4.1).
 *
 * <pre>{@code
 * .layer(new CapsuleLayer.Builder(10, 16).routing(new LambdaRouting(3)).build())
 * .layer(new ReconstructionOutput.Builder(28 * 28).build())
 * ...
 * images.setPreProcessor(new ImageLabels());
 * network.fit(images, 3);
 * }</pre>
 *
 * <p>It stands in the place of {@link CapsuleLengths} and Deeplearning4j's {@code LossLayer}. Input: capsules [B, J, D] with
 * one for each class; output: their activations [B, J], as without reconstruction, so that {@code output} and {@code
 * evaluate} are what they were.
 *
 * <p>Labels are one-hot classes [B, J], or these and the numbers of the image that is to be drawn, [B, J + P], as {@link
 * ImageLabels} makes them. The loss is that of the classes and, if there is an image, a weight times the sum of the squared
 * differences of its numbers, mean over the examples. Give {@code evaluate} labels without images.
 *
 * <p>The decoder gets the poses with all but the right class's at zero. It has dense layers of 512 and 1024 with ReLU and one
 * of P with a sigmoid. Parameters: {@code W1}, [J, D, 512, 1], {@code W2}, [1, 512, 1024, 1], {@code W3}, [1, 1024, P, 1],
 * uniform by Glorot's rule at first, and {@code b1}, {@code b2}, {@code b3}, zero; the paper says nothing of how they start.
 * {@link ReconstructionDecoder} draws with a trained one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ReconstructionOutput extends BaseLayer implements ClassLossLayer {

    /** P. */
    @JsonProperty
    private long pixels;

    /** Of the squared error beside the loss of the classes. */
    @JsonProperty
    private double weight;

    /** Of the classes. */
    @JsonProperty
    private ILossFunction classLoss;

    /** Units of the decoder's first layer. */
    @JsonProperty
    private long firstHidden;

    /** Units of the decoder's second layer. */
    @JsonProperty
    private long secondHidden;

    /** J; 0 until the layer below is known. */
    @JsonProperty
    private long capsules;

    /** D; 0 until the layer below is known. */
    @JsonProperty
    private long dimensions;

    /** Whether the capsules below have activations of their own. */
    @JsonProperty
    private boolean inputActivations;

    /** For Deeplearning4j's JSON reader. */
    ReconstructionOutput() {}

    private ReconstructionOutput(Builder builder) {
        super(builder);
        this.pixels = builder.pixels;
        this.weight = builder.weight;
        this.classLoss = builder.classLoss;
        this.firstHidden = builder.firstHidden;
        this.secondHidden = builder.secondHidden;
        this.capsules = builder.capsules;
        this.dimensions = builder.dimensions;
        this.inputActivations = builder.inputActivations;
        if (pixels < 1 || firstHidden < 1 || secondHidden < 1 || !(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(LayerText.of(this)
                    + " needs at least 1 pixel, at least 1 unit in each hidden layer and a weight of at least 0, but has "
                    + pixels + ", " + firstHidden + ", " + secondHidden + " and " + weight);
        }
        if (builder.getActivationFn() != null || builder.getWeightInitFn() != null) {
            throw new IllegalArgumentException(LayerText.of(this)
                    + " has no activation function and no weightInit: its decoder is ReLU, ReLU, sigmoid");
        }
    }

    /** {@return P, how many numbers an image has: channels · height · width} */
    public long pixels() {
        return pixels;
    }

    /** {@return the weight of the squared error beside the loss of the classes} */
    public double weight() {
        return weight;
    }

    @Override
    public ILossFunction classLoss() {
        return classLoss;
    }

    /** {@return J, the number of capsules below; 0 until the layer below is known} */
    public long capsules() {
        return capsules;
    }

    /** {@return D, the dimension of their poses; 0 until the layer below is known} */
    public long dimensions() {
        return dimensions;
    }

    /** {@return whether the capsules below have activations of their own} */
    public boolean inputActivations() {
        return inputActivations;
    }

    /** {@return the units of the decoder's first layer} */
    public long firstHidden() {
        return firstHidden;
    }

    /** {@return the units of the decoder's second layer} */
    public long secondHidden() {
        return secondHidden;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        CapsuleType below = LayerText.requireCapsules(this, -1, inputType);
        if (capsules < 1 || dimensions < 1 || override) {
            capsules = below.capsules();
            dimensions = below.dimensions();
        }
        inputActivations = below.activations();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerText.requireFloatOrDouble(this, networkDataType);
        if (capsules < 1 || dimensions < 1) {
            throw new IllegalStateException(LayerText.of(this, layerIndex)
                    + " doesn't know the capsules below it: call setInputType(...) on the network's configuration,"
                    + " or .inputs(capsules, dimensions, activations) on the layer's builder");
        }
        ReconstructionOutputImplementation layer = new ReconstructionOutputImplementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new DecoderParameters();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(
                LayerText.requireCapsules(this, layerIndex, inputType).capsules());
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        LayerText.requireCapsules(this, -1, inputType);
        return null;
    }

    @Override
    public boolean isPretrainParam(String paramName) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(
                        layerName, ReconstructionOutput.class, inputType, getOutputType(-1, inputType))
                .standardMemory(
                        parameters, getIUpdater() == null ? 0 : getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, 2 * (firstHidden + secondHidden + pixels))
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public ReconstructionOutput clone() {
        return (ReconstructionOutput) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReconstructionOutput that
                && super.equals(that)
                && pixels == that.pixels
                && weight == that.weight
                && firstHidden == that.firstHidden
                && secondHidden == that.secondHidden
                && capsules == that.capsules
                && dimensions == that.dimensions
                && inputActivations == that.inputActivations
                && classLoss.equals(that.classLoss);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ReconstructionOutput;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), pixels, weight, firstHidden, secondHidden, capsules, dimensions);
    }

    @Override
    public String toString() {
        return "ReconstructionOutput(" + pixels + " pixels, weight " + weight + ", " + classLoss + ")";
    }

    /** Builds a {@link ReconstructionOutput}. */
    public static final class Builder extends BaseLayer.Builder<Builder> {

        private static final double PUBLISHED_WEIGHT = 0.0005;
        private static final long PUBLISHED_FIRST = 512;
        private static final long PUBLISHED_SECOND = 1024;

        private final long pixels;
        private double weight = PUBLISHED_WEIGHT;
        private ILossFunction classLoss = new MarginLoss();
        private long firstHidden = PUBLISHED_FIRST;
        private long secondHidden = PUBLISHED_SECOND;
        private long capsules;
        private long dimensions;
        private boolean inputActivations;

        /**
         * Starts a layer with the published decoder and the margin loss.
         *
         * @param pixels P, how many numbers an image has: channels · height · width, at least 1
         */
        public Builder(long pixels) {
            this.pixels = pixels;
        }

        /**
         * Sets the weight of the sum of squared errors; 0.0005 unless set.
         *
         * @param newWeight at least 0
         * @return this
         */
        public Builder weight(double newWeight) {
            this.weight = newWeight;
            return this;
        }

        /**
         * Sets the loss of the classes; {@link MarginLoss} unless set.
         *
         * @param newLoss on activations [B, J] as they are
         * @return this
         */
        public Builder classLoss(ILossFunction newLoss) {
            this.classLoss = Objects.requireNonNull(newLoss, "classLoss");
            return this;
        }

        /**
         * Sets the units of the decoder's hidden layers; 512 and 1024 unless set.
         *
         * @param first at least 1
         * @param second at least 1
         * @return this
         */
        public Builder hidden(long first, long second) {
            this.firstHidden = first;
            this.secondHidden = second;
            return this;
        }

        /**
         * Sets the capsules below, where they aren't inferred from an input type.
         *
         * @param newCapsules J, at least 1
         * @param newDimensions D, at least 1
         * @param activations whether their activations aren't their lengths
         * @return this
         */
        public Builder inputs(long newCapsules, long newDimensions, boolean activations) {
            this.capsules = newCapsules;
            this.dimensions = newDimensions;
            this.inputActivations = activations;
            return this;
        }

        @Override
        public ReconstructionOutput build() {
            return new ReconstructionOutput(this);
        }
    }
}
