// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.datasets.ImageSet;
import org.capsnet.datasets.ImageSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/** One training, from a checkpoint to its end. */
final class Training {

    private static final double NANOS = 1e9;

    private final NamedRouting routing;
    private final TrainingPlan plan;
    private final ProgressLine progress;
    private final TrainingJournal journal;
    private final MultiLayerNetwork network;
    private final TrainingState from;
    private final StepRecorder steps = new StepRecorder();
    private final CollapseWatch collapses;
    private final List<EpochResult> epochs;
    private final ImageSetIterator training;

    /** The batches of this epoch that the network has got. */
    private int step;

    private long start;
    private long epochStart;

    Training(
            NamedRouting routing,
            TrainingPlan plan,
            ProgressLine progress,
            TrainingJournal journal,
            Checkpoint checkpoint) {
        this.routing = routing;
        this.plan = plan;
        this.progress = progress;
        this.journal = journal;
        network = checkpoint.network();
        from = checkpoint.state();
        steps.resume(from);
        collapses = new CollapseWatch(from.collapse(), progress::note);
        epochs = new ArrayList<>(from.epochs());
        step = from.step();
        training = plan.trainingBatches();
    }

    RunResult run() {
        List<TrainingListener> listeners =
                new ArrayList<>(plan.network().loss().listeners(plan.epochs() * plan.stepsPerEpoch()));
        listeners.add(steps);
        listeners.add(progress);
        listeners.add(collapses.listener());
        network.setListeners(listeners);
        FiniteOutputs.watch(network, steps::step);
        start = before(from.seconds());
        epochStart = before(from.epochSeconds());
        Optional<RunProblem> problem = Optional.empty();
        try {
            while (epochs.size() < plan.epochs()) {
                takeEpoch();
            }
            journal.finish(network);
        } catch (StoppedException e) {
            problem = Optional.of(RunProblem.interrupted(steps.losses().size()));
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
                steps.gradients(),
                steps.secondsPerStep(),
                since(start),
                problem,
                collapses.note());
    }

    private void takeEpoch() {
        training.startEpoch(epochs.size());
        for (int taken = 0; taken < step; taken++) {
            training.next();
        }
        // An epoch whose test alone is missing has no batch left, and fit would start it anew.
        if (training.hasNext()) {
            int first = step;
            network.fit(new WatchedBatches(training, () -> beforeStep(first)));
        } else {
            progress.onEpochStart(network);
        }
        // The loss is of the weights before its step, so the last step's weights are looked at as well.
        steps.requireFinite(network.params().sumNumber().doubleValue());
        progress.testing();
        OptionalDouble validated =
                plan.validation().stream().mapToDouble(this::accuracy).findFirst();
        double tested = accuracy(plan.data().test());
        EpochResult result = new EpochResult(epochs.size() + 1, steps.endEpoch(), validated, tested, since(epochStart));
        epochs.add(result);
        step = 0;
        epochStart = System.nanoTime();
        keep();
        progress.endEpoch(result);
    }

    /** All steps before are taken in full; {@code first} is the one that this process began the epoch with. */
    private void beforeStep(int first) {
        stopIfWanted();
        if (step > first && journal.due(steps.losses().size())) {
            keep();
            steps.endPause();
        }
        step++;
    }

    private double accuracy(ImageSet images) {
        ImageSetIterator batches =
                ImageSetIterator.over(images).batchSize(plan.microBatch()).build();
        return network.evaluate(new WatchedBatches(batches, this::stopIfWanted)).accuracy();
    }

    private void stopIfWanted() {
        if (journal.stopWanted()) {
            keep();
            throw new StoppedException();
        }
    }

    private void keep() {
        journal.keep(
                new Checkpoint(network, steps.state(epochs, step, since(epochStart), since(start), collapses.note())));
    }

    private static double since(long moment) {
        return (System.nanoTime() - moment) / NANOS;
    }

    private static long before(double seconds) {
        return System.nanoTime() - Math.round(seconds * NANOS);
    }
}
