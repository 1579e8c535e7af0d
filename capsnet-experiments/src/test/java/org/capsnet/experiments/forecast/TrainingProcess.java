// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.capsnet.core.layer.MicroBatchNetwork;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.routing.spi.RoutingCatalog;
import org.deeplearning4j.datasets.iterator.AsyncShieldDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * A program that forecasts a training ({@code forecast}) or does it ({@code train}), and prints as its last line the memory
 * in bytes and the seconds of a training step, by the clock and of the processors.
 *
 * <p>Arguments: {@code forecast|train ROUTING MAPS TYPES STAGES BATCH PART STEPS}, for instance {@code train dynamic 256 32 256-10
 * 128 128 9}.
 */
final class TrainingProcess {

    private static final double NANOS = 1e9;

    private TrainingProcess() {}

    public static void main(String[] arguments) throws IOException {
        TrainTestSplit data = FashionMnist.embedded();
        CapsuleNetworkSpec spec = CapsuleNetworkSpec.paper(data.train().shape(), 10, 1)
                .change()
                .convolutionMaps(Integer.parseInt(arguments[2]))
                .primary(Integer.parseInt(arguments[3]), 8)
                .stages(Arrays.stream(arguments[4].split("-"))
                        .map(capsules -> new CapsuleStage(Integer.parseInt(capsules), 16))
                        .toList())
                .build();
        NamedRouting routing =
                new NamedRouting(arguments[1], RoutingCatalog.load().create(arguments[1], Map.of()));
        int batch = Integer.parseInt(arguments[5]);
        if (arguments[0].equals("train")) {
            train(routing, spec, data, batch, Integer.parseInt(arguments[6]), Integer.parseInt(arguments[7]));
        } else {
            Forecast wall = new Forecaster().forecast(routing, spec, batch);
            Forecast processors = new Forecaster(TrainingProcess::processorNanos, () -> 0, () -> Long.MAX_VALUE)
                    .forecast(routing, spec, batch);
            System.out.println(
                    wall.memory().total().bytes() + " " + wall.secondsPerStep() + " " + processors.secondsPerStep());
        }
    }

    private static void train(
            NamedRouting routing, CapsuleNetworkSpec spec, TrainTestSplit data, int batch, int part, int steps)
            throws IOException {
        MultiLayerNetwork network = new MicroBatchNetwork(CapsuleNetworks.configuration(spec, routing.routing()), part);
        network.init();
        Stopwatch stopwatch = new Stopwatch();
        network.setListeners(stopwatch);
        network.fit(new AsyncShieldDataSetIterator(
                ImageSetIterator.over(data.train().take(steps * batch))
                        .batchSize(batch)
                        .build()));
        network.evaluate(ImageSetIterator.over(data.test().take(2 * batch))
                .batchSize(part)
                .build());
        System.out.println(
                peakBytes() + " " + stopwatch.median(stopwatch.wall) + " " + stopwatch.median(stopwatch.processors));
    }

    static long peakBytes() throws IOException {
        return 1024
                * Long.parseLong(Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElseThrow()
                        .replaceAll("[^0-9]", ""));
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static final class Stopwatch extends BaseTrainingListener {

        private final List<Long> wall = new ArrayList<>();
        private final List<Long> processors = new ArrayList<>();

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            wall.add(System.nanoTime());
            processors.add(processorNanos());
        }

        /** Of the steps after the second, in which memory is still being arranged. */
        double median(List<Long> times) {
            List<Long> steps = new ArrayList<>();
            for (int step = 2; step < times.size(); step++) {
                steps.add(times.get(step) - times.get(step - 1));
            }
            Collections.sort(steps);
            return steps.get(steps.size() / 2) / NANOS;
        }
    }
}
