// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.junit.jupiter.api.Test;

class TrainerTests {

    private static final NamedRouting SUM = new NamedRouting("sum", new ScaledSum(1));

    private final Screen screen = new Screen(false);
    private final Trainer trainer = new Trainer();

    @Test
    void learnsAndReportsEveryStepAndEpoch() {
        RunResult result = train(SUM, 6);

        assertThat(result.routing()).isEqualTo("sum");
        assertThat(result.options()).isEqualTo("factor=1");
        assertThat(result.status()).isEqualTo("ok");
        assertThat(result.seed()).isEqualTo(7);
        assertThat(result.stepLosses()).hasSize(6 * 4).allMatch(Double::isFinite);
        assertThat(result.epochs()).extracting(EpochResult::epoch).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(result.epochs().get(5).trainLoss())
                .isLessThan(result.epochs().get(0).trainLoss());
        assertThat(result.testAccuracy()).hasValue(result.epochs().get(5).testAccuracy());
        assertThat(result.testAccuracy().getAsDouble()).isGreaterThan(0.2);
        assertThat(result.secondsPerStep()).isPositive().isLessThan(result.seconds());
    }

    @Test
    void meanLossOfAnEpochWeighsImagesAlike() {
        RunResult result = train(SUM, 1);

        double mean = 0;
        for (int step = 0; step < 4; step++) {
            mean += result.stepLosses().get(step) * (step < 3 ? 64 : 8) / 200;
        }
        assertThat(result.epochs().get(0).trainLoss()).isCloseTo(mean, within(1e-12));
    }

    @Test
    void givesTheSameToTheLastBitWhateverWasTrainedBefore() {
        RunResult first = train(SUM, 2);
        train(new NamedRouting("other", new ScaledSum(3)), 1);
        RunResult second = train(SUM, 2);

        assertThat(second.stepLosses()).isEqualTo(first.stepLosses());
        assertThat(second.epochs())
                .extracting(EpochResult::trainLoss, EpochResult::testAccuracy)
                .isEqualTo(first.epochs().stream()
                        .map(epoch -> tuple(epoch.trainLoss(), epoch.testAccuracy()))
                        .toList());
    }

    @Test
    void endsARunThatDiverges() {
        RunResult result = train(new NamedRouting("exploding", new ScaledSum(Double.POSITIVE_INFINITY)), 3);

        assertThat(result.divergedAt()).hasValue(1);
        assertThat(result.status()).isEqualTo("diverged at step 1");
        assertThat(result.testAccuracy()).isEmpty();
        assertThat(result.epochs()).isEmpty();
        assertThat(result.stepLosses()).isEmpty();
        assertThat(screen.err())
                .isEqualTo(
                        "exploding (1/1)  epoch 1/3  diverged: the loss or the weights are no longer finite at step 1;"
                                + " this run ends here\n");
    }

    private RunResult train(NamedRouting routing, int epochs) {
        TrainingPlan plan = Fixtures.plan(epochs);
        return trainer.train(routing, plan, new ProgressLine(screen.terminal(), plan, 1));
    }
}
