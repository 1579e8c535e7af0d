// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.core.layer.MicroBatchNetwork;
import org.capsnet.core.routing.RoutingFailure;
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
     * @return the result; where numbers cease to be finite or the routing fails, the run ends there and the result
     *     says so
     */
    public RunResult train(NamedRouting routing, TrainingPlan plan, ProgressLine progress) {
        progress.startRun(routing.name());
        RunResult result = build(routing, plan, progress);
        progress.endRun(result);
        return result;
    }

    private static RunResult build(NamedRouting routing, TrainingPlan plan, ProgressLine progress) {
        MultiLayerNetwork network;
        try {
            network = new MicroBatchNetwork(
                    CapsuleNetworks.configuration(plan.network(), routing.routing()), plan.microBatch());
            network.init();
        } catch (RuntimeException | LinkageError e) {
            return neverBegun(routing, plan, RoutingFailure.thrown(routing.routing(), e));
        }
        try {
            return train(network, routing, plan, progress);
        } finally {
            network.close();
        }
    }

    private static RunResult neverBegun(NamedRouting routing, TrainingPlan plan, RoutingFailure failure) {
        return new RunResult(
                routing.name(),
                routing.options(),
                plan.network().seed(),
                0,
                List.of(),
                List.of(),
                0,
                0,
                Optional.of(RunProblem.failed(0, failure)));
    }

    private static RunResult train(
            MultiLayerNetwork network, NamedRouting routing, TrainingPlan plan, ProgressLine progress) {
        StepRecorder steps = new StepRecorder();
        List<TrainingListener> listeners =
                new ArrayList<>(plan.network().loss().listeners(plan.epochs() * plan.stepsPerEpoch()));
        listeners.add(steps);
        listeners.add(progress);
        network.setListeners(listeners);
        FiniteOutputs.watch(network, steps::step);
        ImageSetIterator training = ImageSetIterator.over(plan.data().train())
                .batchSize(plan.batchSize())
                .shuffle(plan.network().seed())
                .build();
        ImageSetIterator test = ImageSetIterator.over(plan.data().test())
                .batchSize(plan.microBatch())
                .build();
        // Without the shield, fit reads ahead in a thread that nobody stops when a listener ends the training.
        DataSetIterator batches = new AsyncShieldDataSetIterator(training);
        List<EpochResult> epochs = new ArrayList<>();
        Optional<RunProblem> problem = Optional.empty();
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
            problem = Optional.of(RunProblem.diverged(e.step(), e.getMessage()));
        } catch (RoutingFailure e) {
            problem = Optional.of(RunProblem.failed(steps.step(), e));
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
                problem);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS;
    }
}
