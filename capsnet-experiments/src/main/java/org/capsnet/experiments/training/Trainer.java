// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.capsnet.core.layer.MicroBatchNetwork;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains networks by Deeplearning4j's own fit.
 *
 * <p>A run depends on its plan and its routing alone, not on what was trained before: on one machine with one number of
 * threads, the same plan gives the same losses and accuracies to the last bit.
 */
public final class Trainer {

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
        return train(routing.name(), routing, plan, progress, TrainingJournal.NONE);
    }

    /**
     * Trains one network from its start, or from where a journal says it is, and tests it after every epoch.
     *
     * @param name of the run, for the progress
     * @param routing the routing of all its stages
     * @param plan everything else
     * @param progress is told of every step
     * @param journal keeps checkpoints and the trained network, and may end the run
     * @return the result, as if there had been no pause; where numbers cease to be finite, the routing fails or the
     *     journal wants it, the run ends there and the result says so
     * @throws java.io.UncheckedIOException if the journal can't keep a checkpoint
     */
    public RunResult train(
            String name, NamedRouting routing, TrainingPlan plan, ProgressLine progress, TrainingJournal journal) {
        Optional<Checkpoint> latest = journal.latest();
        TrainingState from = latest.map(Checkpoint::state).orElse(TrainingState.START);
        progress.startRun(name, plan, from);
        RunResult result;
        MultiLayerNetwork network = null;
        try {
            network = latest.isPresent() ? latest.get().network() : initial(routing, plan);
            result = new Training(routing, plan, progress, journal, new Checkpoint(network, from)).run();
        } catch (NotBuiltException e) {
            result = neverBegun(routing, plan, RoutingFailure.thrown(routing.routing(), e.getCause()));
        } finally {
            if (network != null) {
                network.close();
            }
        }
        progress.endRun(result);
        return result;
    }

    private static MultiLayerNetwork initial(NamedRouting routing, TrainingPlan plan) throws NotBuiltException {
        try {
            MultiLayerConfiguration configuration = CapsuleNetworks.configuration(plan.network(), routing.routing());
            MultiLayerNetwork network = plan.microBatch() < plan.batchSize()
                    ? new MicroBatchNetwork(configuration, plan.microBatch())
                    : new MultiLayerNetwork(configuration);
            network.init();
            return network;
        } catch (RuntimeException | LinkageError e) {
            throw new NotBuiltException(e);
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
                List.of(),
                0,
                0,
                Optional.of(RunProblem.failed(0, failure)));
    }

    private static final class NotBuiltException extends Exception {
        NotBuiltException(Throwable cause) {
            super(cause);
        }
    }
}
