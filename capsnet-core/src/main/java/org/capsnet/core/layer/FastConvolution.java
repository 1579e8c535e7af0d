// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Collection;
import java.util.Objects;
import org.apiguardian.api.API;
import org.capsnet.core.tensor.Convolution;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Deeplearning4j's {@link ConvolutionLayer} with the same parameters and results, several times faster on a CPU.
 *
 * <p>In 1.0.0-M2.1 the original never reaches oneDNN and runs its forward pass again in the backward pass. This one makes
 * matrix products of the convolution, in the frequency domain where that is less work, and keeps its output. Parameters may
 * be copied between the two. Feature maps are [batch, channels, height, width].
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed class FastConvolution extends ConvolutionLayer permits PrimaryCapsules {

    /** Whether the backward pass computes the derivative by the layer's input. */
    @JsonProperty
    private boolean inputGradient = true;

    /** For Deeplearning4j's JSON reader. */
    FastConvolution() {}

    FastConvolution(BaseConvBuilder<?> builder, boolean inputGradient) {
        super(builder);
        this.inputGradient = inputGradient;
    }

    /** {@return whether the backward pass computes the derivative by the layer's input} */
    public boolean inputGradient() {
        return inputGradient;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        if (getNIn() < 1) {
            throw new IllegalStateException(LayerText.of(this, layerIndex)
                    + " doesn't know its input channels: call setInputType(...) on the network's configuration,"
                    + " or .nIn(channels) on the layer's builder");
        }
        ConvolutionImplementation<?> layer = implementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    /**
     * The smallest batch that this layer computes in the same way as another. A convolution takes one of two ways, and
     * from this batch to the other one its time and memory grow in a line.
     *
     * @param batch the other batch, at least 1
     * @param below what the layer's input is
     * @return 1 to {@code batch}
     */
    public final long smallestBatchLike(long batch, InputType below) {
        InputType.InputTypeConvolutional maps = LayerText.requireImages(this, -1, below);
        return convolution(maps.getHeight(), maps.getWidth())
                .smallestBatchLike(batch, maps.getChannels(), getNOut(), maps.getHeight(), maps.getWidth());
    }

    /** The convolution for maps of a size. */
    final Convolution convolution(long rows, long columns) {
        return new Convolution(axis(0, rows), axis(1, columns));
    }

    private Convolution.Axis axis(int k, long size) {
        int kernel = getKernelSize()[k];
        int step = getStride()[k];
        int distance = getDilation()[k];
        int zeros = getPadding()[k];
        if (getConvolutionMode() != ConvolutionMode.Same) {
            return new Convolution.Axis(kernel, step, distance, zeros, zeros);
        }
        long outputs = (size + step - 1) / step;
        long needed = Math.max(0, (outputs - 1) * step + (kernel - 1L) * distance + 1 - size);
        return new Convolution.Axis(kernel, step, distance, needed / 2, needed - needed / 2);
    }

    ConvolutionImplementation<?> implementation(NeuralNetConfiguration conf, DataType type) {
        return new FastConvolutionImplementation(conf, type);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return mapsAbove(layerIndex, inputType);
    }

    /** The feature maps that the convolution makes of those below. */
    final InputType.InputTypeConvolutional mapsAbove(int layerIndex, InputType inputType) {
        InputType.InputTypeConvolutional below = LayerText.requireImages(this, layerIndex, inputType);
        if (below.getFormat() != CNN2DFormat.NCHW) {
            throw new IllegalStateException(LayerText.of(this, layerIndex)
                    + " works on [batch, channels, height, width] (NCHW), but the layer below gives "
                    + below.getFormat());
        }
        long[] size = {below.getHeight(), below.getWidth()};
        long[] least = new long[2];
        for (int k = 0; k < 2; k++) {
            least[k] = (getKernelSize()[k] - 1L) * getDilation()[k] + 1 - 2L * getPadding()[k];
        }
        if (getConvolutionMode() != ConvolutionMode.Same && (least[0] > size[0] || least[1] > size[1])) {
            throw new IllegalStateException(LayerText.of(this, layerIndex) + " has a kernel of " + getKernelSize()[0]
                    + "x" + getKernelSize()[1] + ", which doesn't fit into the " + LayerText.describe(below)
                    + " below it: it needs " + least[0] + "x" + least[1]
                    + " at least. Use larger images, a smaller kernel or padding");
        }
        return (InputType.InputTypeConvolutional) super.getOutputType(layerIndex, inputType);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        LayerText.requireImages(this, -1, inputType);
        super.setNIn(inputType, override);
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        if (inputType instanceof InputType.InputTypeRecurrent) {
            LayerText.requireImages(this, -1, inputType);
        }
        return super.getPreProcessorForInputType(inputType);
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        long maps = mapsAbove(-1, inputType).arrayElementsPerExample();
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, getOutputType(-1, inputType))
                .standardMemory(
                        parameters, getIUpdater() == null ? 0 : getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, maps)
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FastConvolution that && super.equals(that) && inputGradient == that.inputGradient;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FastConvolution;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), inputGradient);
    }

    /** Builds a {@link FastConvolution}; takes what Deeplearning4j's builder takes. */
    public static final class Builder extends BaseConvBuilder<Builder> {

        private boolean inputGradient = true;

        /**
         * Starts a convolution with stride 1 and no padding unless set.
         *
         * @param kernelSize height and width
         */
        public Builder(int... kernelSize) {
            super(kernelSize);
        }

        /**
         * Sets whether the backward pass computes the derivative by the layer's input; true unless set. At the first layer
         * of a network nobody uses it, and leaving it out saves time.
         *
         * @param newInputGradient whether it is computed
         * @return this
         */
        public Builder inputGradient(boolean newInputGradient) {
            this.inputGradient = newInputGradient;
            return this;
        }

        @Override
        protected boolean allowCausal() {
            return false;
        }

        @Override
        @SuppressWarnings("unchecked")
        public FastConvolution build() {
            return new FastConvolution(this, inputGradient);
        }
    }
}
