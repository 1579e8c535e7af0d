// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.capsnet.core.layer.DeeplearningFeaturesTests.Counting;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.TwoStepRouting;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Deeplearning4j's clipping by layer does with capsule layers what it says: of the mean gradient of the whole batch. */
class GradientClippingTests {

    private static final int BATCH = 11;

    private final DataSet images = Networks.images(DataType.DOUBLE, BATCH, 1);

    /** A step of SGD with the rate 1 is the gradient. Some layers are clipped here, others aren't. */
    @ParameterizedTest
    @ValueSource(ints = {BATCH, 4, 1})
    void theGradientOfALayerIsScaledToTheNormIfItIsLonger(int microBatch) {
        List<INDArray> free = steps(GradientNormalization.None, 1, microBatch);
        double[] norms = free.stream()
                .mapToDouble(step -> step.norm2Number().doubleValue())
                .sorted()
                .toArray();
        double most = (norms[0] + norms[norms.length - 1]) / 2;
        List<INDArray> clipped = steps(GradientNormalization.ClipL2PerLayer, most, microBatch);

        for (int layer = 0; layer < free.size(); layer++) {
            INDArray step = free.get(layer);
            double norm = step.norm2Number().doubleValue();
            Golden.assertClose("layer " + layer, clipped.get(layer), norm > most ? step.mul(most / norm) : step, 1e-10);
        }
        assertThat(norms[0]).isLessThan(most);
    }

    /** Of each layer with parameters; of the routing's state, which isn't trained, nothing. */
    private List<INDArray> steps(GradientNormalization normalization, double threshold, int microBatch) {
        MultiLayerNetwork network = new MicroBatchNetwork(configuration(normalization, threshold), microBatch);
        network.init();
        List<INDArray> steps = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            if (layer.numParams() > 0) {
                steps.add(trained(layer).dup());
            }
        }
        network.fit(images);
        int index = 0;
        for (Layer layer : network.getLayers()) {
            if (layer.numParams() > 0) {
                steps.get(index++).subi(trained(layer));
            }
        }
        assertThat(network.getParam("2_count").getDouble(0)).isCloseTo(10, within(1e-12));
        return steps;
    }

    private static INDArray trained(Layer layer) {
        INDArray parameters = layer.params().dup().reshape(-1);
        return layer.paramTable().containsKey("count")
                ? parameters.get(NDArrayIndex.interval(0, parameters.length() - 1))
                : parameters;
    }

    private static MultiLayerConfiguration configuration(GradientNormalization normalization, double threshold) {
        return new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(1))
                .gradientNormalization(normalization)
                .gradientNormalizationThreshold(threshold)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(new PrimaryCapsules.Builder(2, 4)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(5, 6).routing(new Counting()).build())
                .layer(new CapsuleNorm.Builder().build())
                .layer(new CapsuleLayer.Builder(3, 8)
                        .routing(new TwoStepRouting())
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build();
    }
}
