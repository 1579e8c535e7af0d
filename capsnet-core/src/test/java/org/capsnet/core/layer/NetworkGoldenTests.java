// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** A whole network with equal weights gives PyTorch's activations, loss and gradients. */
class NetworkGoldenTests {

    @Test
    void activationsLossAndGradientsArePyTorchs() {
        Golden golden = Golden.of("network");
        MultiLayerNetwork network = new MultiLayerNetwork(
                Networks.small(DataType.DOUBLE, new NoOp(), Activation.RELU, new SumRouting(1), new SumRouting(1.5)));
        network.init();
        network.setParam("0_W", golden.get("conv_w"));
        network.setParam("0_b", golden.get("conv_b"));
        network.setParam("1_W", golden.get("primary_w"));
        network.setParam("1_b", golden.get("primary_b"));
        network.setParam("2_W", golden.get("W1").permute(0, 2, 3, 1));
        network.setParam("3_W", golden.get("W2").permute(0, 2, 3, 1));

        for (boolean training : new boolean[] {false, true}) {
            List<INDArray> activations = network.feedForward(golden.get("image"), training);
            golden.assertEquals("conv", activations.get(1));
            golden.assertEquals("primary", activations.get(2));
            golden.assertEquals("v1", activations.get(3));
            golden.assertEquals("v2", activations.get(4));
            golden.assertEquals("lengths", activations.get(5));
        }

        network.setInput(golden.get("image"));
        network.setLabels(golden.get("labels"));
        network.computeGradientAndScore();
        assertThat(network.score()).isCloseTo(golden.get("loss").getDouble(0), within(1e-14));
        Map<String, INDArray> gradients = network.gradient().gradientForVariable();
        // Deeplearning4j divides by the batch when it updates, PyTorch's loss is the mean already.
        golden.assertEquals("dconv_w", gradients.get("0_W").div(2));
        golden.assertEquals("dconv_b", gradients.get("0_b").div(2));
        golden.assertEquals("dprimary_w", gradients.get("1_W").div(2));
        golden.assertEquals("dprimary_b", gradients.get("1_b").div(2));
        golden.assertEquals("dW1", gradients.get("2_W").div(2).permute(0, 3, 1, 2));
        golden.assertEquals("dW2", gradients.get("3_W").div(2).permute(0, 3, 1, 2));
    }
}
