// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.capsnet.core.layer.ImageLabels;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.report.Machine;
import org.capsnet.experiments.terminal.StatusLine;
import org.capsnet.experiments.terminal.Terminal;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Measures training steps of one network, or its inference, on synthetic images. */
public final class StepBench {

    private final Terminal terminal;

    @Inject
    StepBench(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The cost. Tells on standard error how far it is.
     *
     * @throws RoutingFailure if the routing fails
     */
    public StepCost run(StepBenchPlan plan) {
        terminal.note("Machine: " + Machine.here());
        terminal.note(
                "Network: " + plan.network().fitting(plan.routing().routing()).summary());
        StatusLine status = new StatusLine(terminal);
        MultiLayerNetwork network = new MultiLayerNetwork(
                CapsuleNetworks.configuration(plan.network(), plan.routing().routing()));
        network.init();
        try {
            DataSet images = images(plan);
            Runnable step = plan.inference() ? () -> network.output(images.getFeatures()) : () -> network.fit(images);
            for (int k = 1; k <= plan.warmUps(); k++) {
                status.redraw("warm-up " + k + "/" + plan.warmUps());
                step.run();
            }
            List<Double> seconds = new ArrayList<>();
            for (int k = 1; k <= plan.steps(); k++) {
                status.redraw("step " + k + "/" + plan.steps());
                seconds.add(seconds(step));
            }
            // The breakdown needs memory of its own, which isn't a step's.
            StepCost whole = new StepCost(seconds, List.of(), network.numParams(), ResidentMemory.peak());
            status.redraw("layers");
            StepCost cost = plan.inference()
                    ? whole
                    : new StepCost(seconds, layers(network, images, plan), whole.parameters(), whole.peakBytes());
            status.line(String.format("%d %s", plan.steps(), plan.inference() ? "batches" : "steps"));
            return cost;
        } finally {
            network.close();
        }
    }

    private static List<StepCost.LayerCost> layers(MultiLayerNetwork network, DataSet images, StepBenchPlan plan) {
        for (int k = 0; k < plan.warmUps(); k++) {
            new LayerClock(network, images).step();
        }
        LayerClock clock = new LayerClock(network, images);
        for (int k = 0; k < plan.steps(); k++) {
            clock.step();
        }
        return clock.costs();
    }

    private static double seconds(Runnable step) {
        long start = System.nanoTime();
        step.run();
        // On a GPU, operations are only queued until here.
        Nd4j.getExecutioner().commit();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Noise, with labels in turn. */
    private static DataSet images(StepBenchPlan plan) {
        Nd4j.getRandom().setSeed(plan.network().seed());
        INDArray features = Nd4j.rand(
                DataType.FLOAT,
                plan.batch(),
                plan.network().image().channels(),
                plan.network().image().height(),
                plan.network().image().width());
        INDArray labels =
                Nd4j.zeros(DataType.FLOAT, plan.batch(), plan.network().classes());
        for (int image = 0; image < plan.batch(); image++) {
            labels.putScalar(image, image % plan.network().classes(), 1);
        }
        DataSet images = new DataSet(features, labels);
        if (plan.network().reconstruction()) {
            new ImageLabels().preProcess(images);
        }
        return images;
    }
}
