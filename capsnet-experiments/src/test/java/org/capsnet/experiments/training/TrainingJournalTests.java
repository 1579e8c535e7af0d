// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs of two epochs of four steps each. */
class TrainingJournalTests {

    private static final NamedRouting SUM = new NamedRouting("sum", new ScaledSum(1));

    private final TrainingPlan plan = Fixtures.plan(2);
    private final Screen screen = new Screen(false);

    // Asked before each of the four steps and the one batch of the test of both epochs.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6, 8, 10})
    void aRunThatWasStoppedAnywhereGoesOnToTheSameResultToTheLastBit(int question) {
        Memory whole = new Memory(Integer.MAX_VALUE, Integer.MAX_VALUE);
        RunResult expected = train(whole);
        Memory journal = new Memory(question, Integer.MAX_VALUE);

        RunResult stopped = train(journal);
        RunResult result = train(journal);

        assertThat(stopped.problem().orElseThrow().kind()).isEqualTo(RunProblem.Kind.INTERRUPTED);
        assertSame(result, expected);
        assertThat(journal.trained).isEqualTo(whole.trained);
    }

    @Test
    void aRunGoesOnFromWhatWasKeptWithinAnEpoch() {
        Memory whole = new Memory(Integer.MAX_VALUE, Integer.MAX_VALUE);
        RunResult expected = train(whole);
        Memory journal = new Memory(Integer.MAX_VALUE, 3);
        train(journal);
        journal.useFirst();

        assertThat(journal.latest().orElseThrow().state().steps()).isEqualTo(3);
        assertSame(train(journal), expected);
        assertThat(journal.trained).isEqualTo(whole.trained);
    }

    @Test
    void keepingChangesNothing() {
        assertSame(train(new Memory(Integer.MAX_VALUE, 1)), new Trainer().train(SUM, plan, progress()));
    }

    @Test
    void theProgressGoesOnAtTheEpoch() {
        Memory journal = new Memory(7, Integer.MAX_VALUE);
        train(journal);
        assertThat(screen.err()).contains("cell (1/1)  epoch 2/2  interrupted after step 5: What is done is kept.");

        train(journal);

        assertThat(screen.err().lines().toList()).last().asString().startsWith("cell (1/1)  epoch 2/2  loss ");
    }

    @Test
    void aCollapseIsNotedAtItsStepAndStaysSoAfterAPause() {
        NamedRouting faint = new NamedRouting("faint", new ScaledSum(1e-8));
        RunResult expected = new Trainer().train(faint, plan, progress());
        Memory journal = new Memory(7, Integer.MAX_VALUE);
        new Trainer().train("cell", faint, plan, progress(), journal);
        RunResult result = new Trainer().train("cell", faint, plan, progress(), journal);

        assertThat(expected.problem()).isEmpty();
        assertThat(expected.collapse().orElseThrow().toString())
                .startsWith("collapsed at step 1: layer stage-1: all capsules dead (mean length ");
        assertThat(result.collapse()).isEqualTo(expected.collapse());
        assertThat(screen.err().lines().filter(line -> line.contains("collapsed at step 1: layer stage-1")))
                .as("lines of two runs, one of them with a pause")
                .hasSize(2);
    }

    @Test
    void aHealthyRunHasNoNote() {
        assertThat(new Trainer().train(SUM, plan, progress()).collapse()).isEmpty();
    }

    private static void assertSame(RunResult result, RunResult expected) {
        assertThat(result.problem()).isEmpty();
        assertThat(result.stepLosses()).isEqualTo(expected.stepLosses());
        assertThat(result.stepGradients()).isEqualTo(expected.stepGradients()).doesNotContain(GradientRange.UNKNOWN);
        assertThat(result.epochs())
                .extracting(EpochResult::epoch, EpochResult::trainLoss, EpochResult::testAccuracy)
                .isEqualTo(expected.epochs().stream()
                        .map(epoch -> tuple(epoch.epoch(), epoch.trainLoss(), epoch.testAccuracy()))
                        .toList());
    }

    private RunResult train(TrainingJournal journal) {
        return new Trainer().train("cell", SUM, plan, progress(), journal);
    }

    private ProgressLine progress() {
        return new ProgressLine(screen.terminal(), plan, 1);
    }

    /** Keeps the first and the last checkpoint as bytes, and stops once. */
    private static final class Memory implements TrainingJournal {

        private final int stopAt;
        private final int every;
        private int questions;
        private byte[] first;
        private TrainingState firstState;
        private byte[] network;
        private TrainingState state;
        private INDArray trained;

        Memory(int stopAt, int every) {
            this.stopAt = stopAt;
            this.every = every;
        }

        void useFirst() {
            network = first;
            state = firstState;
        }

        @Override
        public Optional<Checkpoint> latest() {
            try {
                return state == null
                        ? Optional.empty()
                        : Optional.of(new Checkpoint(
                                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(network), true),
                                state));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean due(int steps) {
            return steps % every == 0;
        }

        @Override
        public boolean stopWanted() {
            return ++questions == stopAt;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                ModelSerializer.writeModel(checkpoint.network(), bytes, true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            network = bytes.toByteArray();
            state = checkpoint.state();
            if (first == null) {
                useAsFirst();
            }
        }

        private void useAsFirst() {
            first = network;
            firstState = state;
        }

        @Override
        public void finish(MultiLayerNetwork finished) {
            trained = finished.params().dup();
        }
    }
}
