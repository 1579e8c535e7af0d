// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleStrengthLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Deeplearning4j's own capsule layers in the one network that they can do: 1152 primary capsules, 10 classes, 3 iterations. */
public final class DeeplearningStep {

    public static void main(String[] arguments) throws Exception {
        int steps = Integer.parseInt(arguments[0]);
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(new ConvolutionLayer.Builder(9, 9).nOut(256).activation(Activation.RELU).build())
                .layer(new PrimaryCapsules.Builder(8, 32).kernelSize(9, 9).stride(2, 2).build())
                .layer(new CapsuleLayer.Builder(10, 16, 3).build())
                .layer(new CapsuleStrengthLayer.Builder().build())
                .layer(new ActivationLayer.Builder().activation(Activation.SOFTMAX).build())
                .layer(new LossLayer.Builder(LossFunctions.LossFunction.MCXENT).activation(Activation.IDENTITY).build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 128, 10);
        for (int image = 0; image < 128; image++) {
            labels.putScalar(image, image % 10, 1);
        }
        DataSet images = new DataSet(Nd4j.rand(DataType.FLOAT, 128, 1, 28, 28), labels);
        network.fit(images);
        StringJoiner seconds = new StringJoiner(", ", "[", "]");
        for (int step = 0; step < steps; step++) {
            long start = System.nanoTime();
            network.fit(images);
            seconds.add(String.valueOf((System.nanoTime() - start) / 1e9));
        }
        long peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        System.out.println("{\"seconds\": " + seconds + ", \"peak_bytes\": " + peak + "}");
    }
}
