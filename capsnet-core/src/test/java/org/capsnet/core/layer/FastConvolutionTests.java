// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.capsnet.core.testing.Golden;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** FastConvolution is Deeplearning4j's ConvolutionLayer: same parameters, same outputs, same training. */
class FastConvolutionTests {

    @ParameterizedTest(name = "{0} kernel {1}, stride {2}, dilation {3}, {4}, bias {5}, {6}")
    @MethodSource("settings")
    void trainsAsTheOriginal(
            ConvolutionMode mode,
            int kernel,
            int stride,
            int dilation,
            Activation activation,
            boolean bias,
            DataType type) {
        MultiLayerNetwork original = network(
                type,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .dilation(dilation, dilation)
                        .convolutionMode(mode)
                        .hasBias(bias)
                        .activation(activation)
                        .nOut(5)
                        .build());
        MultiLayerNetwork fast = network(
                type,
                new FastConvolution.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .dilation(dilation, dilation)
                        .convolutionMode(mode)
                        .hasBias(bias)
                        .activation(activation)
                        .nOut(5)
                        .build());
        assertThat(fast.paramTable().keySet()).isEqualTo(original.paramTable().keySet());
        fast.setParams(original.params());
        Nd4j.getRandom().setSeed(3);
        DataSet images = new DataSet(Nd4j.rand(type, 4, 3, 11, 11), Nd4j.eye(4).castTo(type));
        double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-5;
        Golden.assertClose(
                "output", fast.output(images.getFeatures()), original.output(images.getFeatures()), tolerance);
        for (int step = 0; step < 3; step++) {
            original.fit(images);
            fast.fit(images);
        }
        Golden.assertClose("parameters after three steps", fast.params(), original.params(), tolerance);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(ConvolutionMode.Truncate, 3, 1, 1, Activation.RELU, true, DataType.DOUBLE),
                Arguments.of(ConvolutionMode.Truncate, 3, 1, 1, Activation.RELU, true, DataType.FLOAT),
                Arguments.of(ConvolutionMode.Truncate, 5, 2, 1, Activation.IDENTITY, true, DataType.FLOAT),
                Arguments.of(ConvolutionMode.Truncate, 3, 2, 1, Activation.TANH, false, DataType.DOUBLE),
                Arguments.of(ConvolutionMode.Same, 3, 2, 1, Activation.LEAKYRELU, true, DataType.DOUBLE),
                Arguments.of(ConvolutionMode.Same, 4, 1, 1, Activation.RELU, true, DataType.FLOAT),
                Arguments.of(ConvolutionMode.Truncate, 3, 1, 2, Activation.SIGMOID, true, DataType.DOUBLE),
                Arguments.of(ConvolutionMode.Strict, 3, 2, 1, Activation.RELU, false, DataType.FLOAT));
    }

    private static MultiLayerNetwork network(DataType type, Layer convolution) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(type)
                .updater(new Sgd(0.1))
                .list()
                .layer(new ConvolutionLayer.Builder(1, 1)
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build())
                .layer(convolution)
                .layer(new OutputLayer.Builder().nOut(4).build())
                .setInputType(InputType.convolutional(11, 11, 3))
                .build());
        network.init();
        return network;
    }
}
