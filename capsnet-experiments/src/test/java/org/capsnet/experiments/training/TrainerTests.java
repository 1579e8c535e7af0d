// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

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
    void aNetworkThatDrawsImagesIsTrainedOnThemAndTestedOnClasses() {
        TrainingPlan plain = Fixtures.plan(3);
        TrainingPlan plan = new TrainingPlan(
                plain.data(), plain.network().change().reconstruction(true).build(), 3, 64, 64, Optional.empty(), 2);
        DataSet batch = plan.trainingBatches().next();
        assertThat(batch.getLabels().shape()).containsExactly(64, 10 + 784);
        assertThat(batch.getLabels().get(NDArrayIndex.all(), NDArrayIndex.interval(10, 794)))
                .as("the images as they were shifted")
                .isEqualTo(batch.getFeatures().reshape(64, 784));

        RunResult drawing = trainer.train(SUM, plan, new ProgressLine(screen.terminal(), plan, 1));
        assertThat(drawing.status()).isEqualTo("ok");
        // At the start every number drawn is about a half, which costs 0.0005 x 784 x 0.2 or so.
        assertThat(drawing.stepLosses().get(0) - train(SUM, 1).stepLosses().get(0))
                .isBetween(0.03, 0.2);
        assertThat(drawing.epochs().get(2).trainLoss())
                .isLessThan(drawing.epochs().get(0).trainLoss());
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
    void givesTheSameToRoundingInParts() {
        RunResult whole = train(SUM, 2);
        TrainingPlan plan = Fixtures.plan(2).inPartsOf(10);
        RunResult parts = trainer.train(SUM, plan, new ProgressLine(screen.terminal(), plan, 1));

        assertThat(parts.stepLosses()).hasSameSizeAs(whole.stepLosses());
        for (int step = 0; step < whole.stepLosses().size(); step++) {
            assertThat(parts.stepLosses().get(step))
                    .isCloseTo(whole.stepLosses().get(step), within(1e-5));
        }
        assertThat(parts.testAccuracy().getAsDouble())
                .isCloseTo(whole.testAccuracy().getAsDouble(), within(0.021));
    }

    @Test
    void endsARunThatDiverges() {
        RunResult result = train(new NamedRouting("exploding", new ScaledSum(Double.POSITIVE_INFINITY)), 3);

        assertThat(result.status()).isEqualTo("diverged at step 1");
        assertThat(result.testAccuracy()).isEmpty();
        assertThat(result.epochs()).isEmpty();
        assertThat(result.stepLosses()).isEmpty();
        assertThat(screen.err())
                .isEqualTo("exploding (1/1)  epoch 1/3  diverged at step 1: The poses that "
                        + ClassOrigin.of(ScaledSum.class)
                        + " in capsule layer 2 gives are the first that aren't finite. This run ends here.\n");
    }

    @Test
    void endsARunWhoseLossDivergesThoughItsCapsulesDont() {
        RunResult result = train(new NamedRouting("infinite-loss", new WithLoss(Double.POSITIVE_INFINITY)), 3);

        assertThat(result.status()).isEqualTo("diverged at step 1");
        assertThat(screen.err())
                .isEqualTo("infinite-loss (1/1)  epoch 1/3  diverged at step 1: The loss or the weights are no longer"
                        + " finite. This run ends here.\n");
    }

    @Test
    void saysOfATestThatItsOutputsArentFinite() {
        RunResult result = train(new NamedRouting("untested", new FailingOutsideTraining(true)), 3);

        assertThat(result.status()).isEqualTo("diverged at step 4");
        assertThat(result.stepLosses()).hasSize(4);
    }

    @Test
    void endsARunWhoseRoutingFailsAndLeavesNoTraceOfIt() {
        RunResult alone = train(SUM, 1);

        RunResult result = train(new NamedRouting("failing", new FailingOutsideTraining(false)), 3);

        assertThat(result.status()).isEqualTo("failed at step 4");
        assertThat(result.problem().orElseThrow().failure().orElseThrow())
                .hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(result.testAccuracy()).isEmpty();
        assertThat(screen.err())
                .contains("failed at step 4: The routing org.capsnet.experiments.training.TrainerTests$FailingOutside")
                .endsWith("throws ArithmeticException: no root. Report this to its author. This run ends here.\n");
        assertThat(train(SUM, 1).stepLosses()).isEqualTo(alone.stepLosses());
    }

    @Test
    void reportsARoutingThatCantBePutIntoANetwork() {
        RunResult result = train(new NamedRouting("careless", new WithoutTraits()), 3);

        assertThat(result.status()).isEqualTo("failed");
        assertThat(result.parameters()).isZero();
        assertThat(screen.err())
                .startsWith("careless (1/1)  epoch 1/3  failed: The routing org.capsnet.experiments.training.Trainer")
                .contains("throws NullPointerException");
    }

    private record WithLoss(double loss) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            Tensor perExample = v.lengths().sum(-1).dropAxis(-1);
            return Capsules.of(v).withLoss(perExample.times(loss));
        }
    }

    private record FailingOutsideTraining(boolean silently) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            if (!input.training() && !silently) {
                throw new ArithmeticException("no root");
            }
            Tensor v = input.votes().sum().squash();
            return Capsules.of(
                    input.training() ? v : v.squared().plus(1).times(-1).log());
        }
    }

    private record WithoutTraits() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            throw new AssertionError("never built");
        }

        @Override
        public RoutingTraits traits() {
            return null;
        }
    }

    private RunResult train(NamedRouting routing, int epochs) {
        TrainingPlan plan = Fixtures.plan(epochs);
        return trainer.train(routing, plan, new ProgressLine(screen.terminal(), plan, 1));
    }
}
