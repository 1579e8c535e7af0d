// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ProgressLineTests {

    private final AtomicLong nanos = new AtomicLong();
    private final TrainingPlan plan = Fixtures.plan(2);

    @Test
    void writesOneLineAnEpochWhereNothingCanBeRedrawn() {
        Screen screen = new Screen(false);

        runAnEpoch(screen);

        assertThat(screen.err())
                .isEqualTo("sum (1/3)  epoch 1/2  loss 0.2500  test accuracy 71.2 %  4.0 s  0:20 left\n");
    }

    @Test
    void redrawsALineWithEveryStepOnATerminal() {
        Screen screen = new Screen(true);

        runAnEpoch(screen);

        String[] drawn = screen.err().split("\r");
        assertThat(drawn[1])
                .startsWith("sum (1/3)  epoch 1/2  batch 1/4  64 images/s  loss ")
                .endsWith("left");
        assertThat(drawn[2]).startsWith("sum (1/3)  epoch 1/2  batch 2/4  64 images/s  loss ");
        assertThat(drawn[3]).startsWith("sum (1/3)  epoch 1/2  batch 3/4  64 images/s  loss ");
        assertThat(drawn[4].strip()).isEqualTo("sum (1/3)  epoch 1/2  testing  0:17 left");
        assertThat(drawn[5].strip())
                .isEqualTo("sum (1/3)  epoch 1/2  loss 0.2500  test accuracy 71.2 %  4.0 s  0:20 left");
        assertThat(screen.err()).endsWith("\n");
    }

    @Test
    void aRunThatNeverBeganTakesNoTime() {
        Screen screen = new Screen(false);
        ProgressLine progress = new ProgressLine(screen.terminal(), plan, RunSeries.ofOneProcess(3), nanos::get);
        runAnEpoch(progress, "first");
        progress.startRun("broken", plan, TrainingState.START);
        progress.endRun(broken());
        runAnEpoch(progress, "third");

        assertThat(screen.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(" 0:20 left"),
                        broken -> assertThat(broken)
                                .isEqualTo("broken (2/3)  epoch 1/2  failed: No layer. This run ends here."),
                        third -> assertThat(third).startsWith("third (3/3)").endsWith(" 0:08 left"));
    }

    /** Of the last epoch, 128 images were done before the pause; they are no part of what is left. */
    @Test
    void aRunThatGoesOnInTheMiddleOfAnEpochHasNothingLeftAtItsEnd() {
        Screen screen = new Screen(false);
        ProgressLine progress = new ProgressLine(screen.terminal(), plan, RunSeries.ofOneProcess(1), nanos::get);
        TrainingState halfway = new TrainingState(
                List.of(new EpochResult(1, 0.5, 0.5, 4)),
                2,
                List.of(),
                List.of(),
                List.of(),
                0,
                128,
                2,
                6,
                Optional.empty());
        progress.startRun("sum", plan, halfway);
        MultiLayerNetwork network = network();
        progress.onEpochStart(network);
        nanos.addAndGet(1_000_000_000);
        progress.iterationDone(network, 0, 0);
        progress.endEpoch(new EpochResult(2, 0.25, 0.712, 4));

        assertThat(screen.err()).startsWith("sum (1/1)  epoch 2/2 ").endsWith("  0:00 left\n");
    }

    @Test
    void theRestOfARunThatBreaksOffAfterAPauseIsTakenOffOnce() {
        Screen screen = new Screen(false);
        ProgressLine progress = new ProgressLine(screen.terminal(), plan, RunSeries.ofOneProcess(2), nanos::get);
        TrainingState begun =
                new TrainingState(List.of(), 2, List.of(), List.of(), List.of(), 0, 128, 2, 2, Optional.empty());
        progress.startRun("broken", plan, begun);
        progress.onEpochStart(network());
        progress.endRun(broken());
        runAnEpoch(progress, "second");

        // One of two epochs, which took four seconds, is left.
        assertThat(screen.err()).endsWith("  0:04 left\n");
    }

    /** The third of seven runs, two at a time: a turn of its own and two after it, the last alone. */
    @Test
    void aProcessOfSeveralTellsWhichRunItsOwnIsAndWhatIsLeftOfAll() {
        Screen screen = new Screen(false);

        runAnEpoch(new ProgressLine(screen.terminal(), plan, new RunSeries(2, 7, 2), nanos::get), "sum");

        assertThat(screen.err()).startsWith("sum (3/7)  epoch 1/2 ").endsWith("  0:20 left\n");
    }

    private static RunResult broken() {
        return new RunResult(
                "broken",
                "",
                1,
                0,
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                Optional.of(new RunProblem(RunProblem.Kind.FAILED, 0, "No layer.", Optional.empty())));
    }

    private void runAnEpoch(Screen screen) {
        runAnEpoch(new ProgressLine(screen.terminal(), plan, RunSeries.ofOneProcess(3), nanos::get), "sum");
    }

    /** Four of the 24 seconds that the two epochs of the three runs take. */
    private void runAnEpoch(ProgressLine progress, String routing) {
        MultiLayerNetwork network = network();
        progress.startRun(routing, plan, TrainingState.START);
        progress.onEpochStart(network);
        for (int step = 0; step < 3; step++) {
            nanos.addAndGet(1_000_000_000);
            progress.iterationDone(network, step, 0);
        }
        progress.testing();
        nanos.addAndGet(1_000_000_000);
        progress.endEpoch(new EpochResult(1, 0.25, 0.712, 4));
    }

    private MultiLayerNetwork network() {
        MultiLayerNetwork network =
                new MultiLayerNetwork(CapsuleNetworks.configuration(plan.network(), new ScaledSum(1)));
        network.init();
        network.setInput(Nd4j.zeros(DataType.FLOAT, 64, 1, 28, 28));
        network.setLabels(Nd4j.zeros(DataType.FLOAT, 64, 10));
        return network;
    }
}
