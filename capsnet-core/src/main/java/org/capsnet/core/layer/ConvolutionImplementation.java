// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolution that {@link FastConvolution} and {@link PrimaryCapsules} share.
 *
 * @param <C> the configuration
 */
abstract class ConvolutionImplementation<C extends FastConvolution> extends BaseLayer<C> {

    ConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** Feature maps before any activation, [B, channels, height, width]. */
    final INDArray convolve(boolean training, ArrayType keepIn, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        requireShape(input);
        INDArray images = input.castTo(dataType);
        int[] size = outputSize(images);
        INDArray maps = workspaceMgr.createUninitialized(
                keepIn, dataType, new long[] {images.size(0), layerConf().getNOut(), size[0], size[1]}, 'c');
        INDArray weights = weights(training, workspaceMgr);
        execute(
                "conv2d",
                hasBias()
                        ? new INDArray[] {images, weights, bias(training, workspaceMgr)}
                        : new INDArray[] {images, weights},
                maps);
        return maps;
    }

    /**
     * Writes the parameters' gradients.
     *
     * @param delta derivative by the feature maps, C order
     * @return the derivative by the input, or null if the layer was told to leave it out
     */
    final Pair<Gradient, INDArray> backpropagate(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray images = input.castTo(dataType);
        INDArray inputGradient =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, images.shape(), 'c');
        INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
        INDArray weights = weights(true, workspaceMgr);
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
            INDArray[] inputs = {images, weights, bias(true, workspaceMgr), delta};
            execute("conv2d_bp", inputs, inputGradient, weightGradient, biasGradient);
            gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
        } else {
            INDArray[] inputs = {images, weights, delta};
            execute("conv2d_bp", inputs, inputGradient, weightGradient);
        }
        gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
        weightNoiseParams.clear();
        return new Pair<>(gradient, layerConf().inputGradient() ? backpropDropOutIfPresent(inputGradient) : null);
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

    private int[] outputSize(INDArray images) {
        FastConvolution conf = layerConf();
        int[] padding = same() ? null : conf.getPadding();
        return ConvolutionUtils.getOutputSize(
                images,
                conf.getKernelSize(),
                conf.getStride(),
                padding,
                conf.getConvolutionMode(),
                conf.getDilation(),
                conf.getCnn2dDataFormat());
    }

    private boolean same() {
        return layerConf().getConvolutionMode() == ConvolutionMode.Same;
    }

    private void execute(String operation, INDArray[] inputs, INDArray... outputs) {
        FastConvolution conf = layerConf();
        int weightsAreOutputInputHeightWidth = 1;
        int channelsFirst = 0;
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs)
                .addOutputs(outputs)
                .addIntegerArguments(
                        conf.getKernelSize()[0],
                        conf.getKernelSize()[1],
                        conf.getStride()[0],
                        conf.getStride()[1],
                        conf.getPadding()[0],
                        conf.getPadding()[1],
                        conf.getDilation()[0],
                        conf.getDilation()[1],
                        same() ? 1 : 0,
                        channelsFirst,
                        weightsAreOutputInputHeightWidth)
                .build());
    }

    private void requireShape(INDArray images) {
        if (images.rank() != 4 || images.size(1) != layerConf().getNIn()) {
            throw new DL4JInvalidInputException(LayerText.of(layerConf(), index) + " was built for "
                    + layerConf().getNIn() + " channels [batch, channels, height, width] but gets an array of shape "
                    + Arrays.toString(images.shape()));
        }
    }
}
