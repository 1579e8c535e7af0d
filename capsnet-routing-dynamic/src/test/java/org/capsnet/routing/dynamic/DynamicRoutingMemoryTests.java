// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.routing.dynamic.DynamicRouting.CouplingSum;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A wide stack fits into the memory of a small machine, since its 2.4 GB of votes are never made. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class DynamicRoutingMemoryTests {

    private static final long LIMIT_KIB = 9L * 256 * 1024;

    @Test
    void trainingStepsOf1152To256To10CapsulesStayBelowTwoAndAQuarterGiB() throws IOException, InterruptedException {
        Path log = Files.createTempFile("training-step", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dorg.bytedeco.javacpp.maxbytes=8g",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingSteps.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(log);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        long peak = Long.parseLong(lines.get(lines.size() - 1));
        System.out.println("Peak resident memory of two training steps: " + peak + " KiB");
        assertThat(peak).isLessThan(LIMIT_KIB);
    }

    /** Trains two steps at batch 128 and prints the peak of its resident memory in KiB. */
    static final class TrainingSteps {

        private TrainingSteps() {}

        public static void main(String[] arguments) throws IOException {
            DynamicRouting routing = new DynamicRouting(3, true, false, CouplingSum.OUTPUTS, false);
            MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                    .updater(new Adam(1e-4))
                    .list()
                    .layer(new FastConvolution.Builder(9, 9)
                            .nOut(256)
                            .activation(Activation.RELU)
                            .inputGradient(false)
                            .build())
                    .layer(new PrimaryCapsules.Builder(32, 8)
                            .kernelSize(9, 9)
                            .stride(2, 2)
                            .build())
                    .layer(new CapsuleLayer.Builder(256, 16).routing(routing).build())
                    .layer(new CapsuleLayer.Builder(10, 16).routing(routing).build())
                    .layer(new CapsuleLengths.Builder().build())
                    .layer(new LossLayer.Builder(new MarginLoss())
                            .activation(Activation.IDENTITY)
                            .build())
                    .setInputType(InputType.convolutional(28, 28, 1))
                    .build());
            network.init();
            DataSet batch = new DataSet(Nd4j.rand(DataType.FLOAT, 128, 1, 28, 28), Nd4j.zeros(DataType.FLOAT, 128, 10));
            network.fit(batch);
            network.fit(batch);
            String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElseThrow();
            System.out.println(peak.replaceAll("[^0-9]", ""));
        }
    }
}
