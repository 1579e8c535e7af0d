// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The convolution that {@link FastConvolution} and {@link PrimaryCapsules} share.
 *
 * @param <C> the configuration
 */
abstract class ConvolutionImplementation<C extends FastConvolution> extends BaseLayer<C> {

    private final transient RecordedPass pass;

    ConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType, RecordedPass pass) {
        super(conf, dataType);
        this.pass = pass;
    }

    /**
     * Convolves the layer's input.
     *
     * @param record whether {@link #backpropagate} will follow
     * @param above what the layer does with the feature maps [B, channels, height, width], before any activation
     */
    final INDArray convolve(
            boolean training, boolean record, LayerWorkspaceMgr workspaceMgr, UnaryOperator<Tensor> above) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        requireShape(input);
        // Before the pass, since weight noise borrows the same workspace.
        INDArray weights = weights(training, workspaceMgr);
        INDArray bias = hasBias() ? bias(training, workspaceMgr) : null;
        return pass.forward(
                () -> input.castTo(dataType),
                record,
                workspaceMgr,
                (tape, images) -> above.apply(convolution(
                        layerConf().inputGradient() ? images : images.detached(),
                        tape.parameter(
                                reversed(weights),
                                () -> reversed(gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY))),
                        bias == null
                                ? null
                                : tape.parameter(
                                        flat(bias),
                                        () -> flat(gradientViews.get(ConvolutionParamInitializer.BIAS_KEY))))));
    }

    private static INDArray reversed(INDArray weights) {
        return weights.permute(3, 2, 1, 0);
    }

    private static INDArray flat(INDArray bias) {
        return bias.reshape(bias.length());
    }

    /**
     * Writes the parameters' gradients.
     *
     * @param delta derivative by the output; it may be changed
     * @return the derivative by the input, or null if the layer was told to leave it out
     */
    final Pair<Gradient, INDArray> backpropagate(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray inputGradient = pass.backwardConsuming(delta, workspaceMgr);
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            gradient.setGradientFor(
                    ConvolutionParamInitializer.BIAS_KEY, gradientViews.get(ConvolutionParamInitializer.BIAS_KEY));
        }
        gradient.setGradientFor(
                ConvolutionParamInitializer.WEIGHT_KEY, gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY), 'c');
        weightNoiseParams.clear();
        return new Pair<>(gradient, layerConf().inputGradient() ? backpropDropOutIfPresent(inputGradient) : null);
    }

    final boolean isRecorded() {
        return pass.isRecorded();
    }

    @Override
    public void clear() {
        super.clear();
        pass.clear();
    }

    @Override
    public final boolean hasBias() {
        return layerConf().hasBias();
    }

    @Override
    public final boolean isPretrainLayer() {
        return false;
    }

    /** The derivative by the output, which the layer above may have been told to leave out. */
    final INDArray required(INDArray epsilon) {
        if (epsilon == null) {
            throw new IllegalStateException("The layer above " + LayerText.of(layerConf(), index)
                    + " gives no gradient: inputGradient(false) is for the first layer of a network only");
        }
        return epsilon;
    }

    private INDArray weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaceMgr);
    }

    private INDArray bias(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaceMgr);
    }

    private Tensor convolution(Tensor images, Tensor weights, Tensor bias) {
        return layerConf().convolution(images.size(2), images.size(3)).apply(images, weights, bias);
    }

    private void requireShape(INDArray images) {
        if (images.rank() != 4 || images.size(1) != layerConf().getNIn()) {
            throw new DL4JInvalidInputException(LayerText.of(layerConf(), index) + " was built for "
                    + layerConf().getNIn() + " channels [batch, channels, height, width] but gets an array of shape "
                    + Arrays.toString(images.shape()));
        }
    }
}
