// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.deeplearning4j.datasets.iterator.AsyncShieldDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Trains networks by Deeplearning4j's own fit.
 *
 * <p>A run depends on its plan and its routing alone, not on what was trained before: on one machine with one number of
 * threads, the same plan gives the same losses and accuracies to the last bit.
 */
public final class Trainer {

    private static final double NANOS = 1e9;

    @Inject
    Trainer() {}

    /**
     * Trains one network from its start and tests it after every epoch.
     *
     * @param routing the routing of all its stages
     * @param plan everything else
     * @param progress is told of every step
     * @return the result; where loss or weights cease to be finite, the run ends there and the result says so
     */
    public RunResult train(NamedRouting routing, TrainingPlan plan, ProgressLine progress) {
        progress.startRun(routing.name());
        MultiLayerNetwork network =
                new MultiLayerNetwork(CapsuleNetworks.configuration(plan.network(), routing.routing()));
        network.init();
        try {
            RunResult result = train(network, routing, plan, progress);
            progress.endRun(result);
            return result;
        } finally {
            network.close();
        }
    }

    private static RunResult train(
            MultiLayerNetwork network, NamedRouting routing, TrainingPlan plan, ProgressLine progress) {
        StepRecorder steps = new StepRecorder();
        List<TrainingListener> listeners =
                new ArrayList<>(plan.network().loss().listeners(plan.epochs() * plan.stepsPerEpoch()));
        listeners.add(steps);
        listeners.add(progress);
        network.setListeners(listeners);
        ImageSetIterator training = ImageSetIterator.over(plan.data().train())
                .batchSize(plan.batchSize())
                .shuffle(plan.network().seed())
                .build();
        ImageSetIterator test = ImageSetIterator.over(plan.data().test())
                .batchSize(plan.batchSize())
                .build();
        // Without the shield, fit reads ahead in a thread that nobody stops when a listener ends the training.
        DataSetIterator batches = new AsyncShieldDataSetIterator(training);
        List<EpochResult> epochs = new ArrayList<>();
        OptionalInt divergedAt = OptionalInt.empty();
        long start = System.nanoTime();
        try {
            for (int epoch = 0; epoch < plan.epochs(); epoch++) {
                long epochStart = System.nanoTime();
                training.startEpoch(epoch);
                network.fit(batches);
                // The loss is of the weights before its step, so the last step's weights are looked at as well.
                steps.requireFinite(network.params().sumNumber().doubleValue());
                progress.testing();
                test.startEpoch(0);
                double accuracy = network.evaluate(test).accuracy();
                EpochResult result = new EpochResult(epoch + 1, steps.epochLoss(), accuracy, since(epochStart));
                epochs.add(result);
                progress.endEpoch(result);
            }
        } catch (DivergedException e) {
            divergedAt = OptionalInt.of(steps.steps());
        }
        return new RunResult(
                routing.name(),
                routing.options(),
                plan.network().seed(),
                network.numParams(),
                epochs,
                steps.losses(),
                steps.secondsPerStep(),
                since(start),
                divergedAt);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS;
    }
}
