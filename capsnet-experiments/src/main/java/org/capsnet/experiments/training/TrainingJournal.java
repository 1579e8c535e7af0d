// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Keeps a training while it goes on, so that it can be taken up again, and may ask it to stop.
 *
 * <p>A training that goes on from any checkpoint gives what it would have given without a pause, to the last bit.
 */
public interface TrainingJournal {

    /** Keeps nothing and never asks to stop. */
    TrainingJournal NONE = new TrainingJournal() {
        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }

        @Override
        public boolean due(int steps) {
            return false;
        }

        @Override
        public boolean stopWanted() {
            return false;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            // That is what it is for.
        }

        @Override
        public void finish(MultiLayerNetwork network) {
            // That is what it is for.
        }
    };

    /** Where to go on; nothing to begin at the start. The caller closes the network. */
    Optional<Checkpoint> latest();

    /**
     * Whether to keep a checkpoint within an epoch; at its end one is kept in any case.
     *
     * @param steps the steps from the start
     */
    boolean due(int steps);

    /** Asked before every step; if so, the training keeps a checkpoint and ends. */
    boolean stopWanted();

    /**
     * Keeps a checkpoint. The network goes on to change afterwards.
     *
     * @throws java.io.UncheckedIOException if it can't be written, which ends the training
     */
    void keep(Checkpoint checkpoint);

    /**
     * Keeps the trained network, before it is closed.
     *
     * @throws java.io.UncheckedIOException if it can't be written
     */
    void finish(MultiLayerNetwork network);
}
