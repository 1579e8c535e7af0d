// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.capsnet.core.layer.Initialization;
import org.capsnet.core.layer.MicroBatchNetwork;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.RampSchedule;

/** Each fault is named, and networks without a fault have no finding. */
class NetworkExaminationTests {

    private static final DataSet BATCH = Patients.batch(24);

    static Stream<Arguments> healthy() {
        return Stream.of(new SumRouting(1), Agreement.scaled())
                .flatMap(routing -> Stream.of(1, 2, 3).map(stages -> Arguments.of(routing, stages)));
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void calibratedNetworksAreHealthy(Routing routing, int stages) {
        assertThat(findings(Patients.with(routing).ofStages(stages))).isEmpty();
    }

    @Test
    void aNormIsMeasuredButNeverSaturated() {
        NetworkExamination examination = examination(Patients.withAids(4, false));

        LayerExamination norm = examination.layers().get(2);
        assertThat(norm.name()).isEqualTo("norm-1");
        assertThat(norm.lengths().orElseThrow().mean()).isBetween(2.0, 4.0);
        assertThat(norm.lengths().orElseThrow().saturated()).isZero();
        assertThat(norm.gain()).isEmpty();
        assertThat(examination.layers().get(3).name()).isEqualTo("stage-1");
        assertThat(examination.layers().get(3).gain().orElseThrow()).isBetween(1.4, 4.0);
        List<Collapse> collapses = new ArrayList<>();
        MultiLayerNetwork trained = Patients.withAids(4, false);
        trained.addListeners(new CollapseListener(1, collapses::add));
        trained.fit(BATCH);
        assertThat(collapses).extracting(Collapse::layer).doesNotContain("norm-1", "norm-2");
    }

    /** The gain is that of the routing, whatever passes beside it. */
    @Test
    void aSkipLeavesTheGainAsItIs() {
        for (double gamma : new double[] {0.25, 2}) {
            List<LayerExamination> with =
                    examination(Patients.withAids(gamma, true)).layers();
            List<LayerExamination> without =
                    examination(Patients.withAids(gamma, false)).layers();

            assertThat(with.get(5).name()).isEqualTo("stage-2");
            assertThat(with.get(5).gain().orElseThrow())
                    .isCloseTo(without.get(5).gain().orElseThrow(), within(1e-3));
            assertThat(with.get(5).lengths().orElseThrow().mean())
                    .isNotCloseTo(without.get(5).lengths().orElseThrow().mean(), within(1e-3));
        }
    }

    @Test
    void aDeadLayerIsFoundBelowItsNorm() {
        MultiLayerNetwork network = Patients.withAids(0.25, true);
        network.getLayer(3).getParam("W").muli(1e-30);

        assertThat(only(network).layer()).isEqualTo("stage-1");
    }

    @Test
    void anInterruptedExaminationEndsAndLeavesTheNetworkAsItWas() {
        MultiLayerNetwork network = Patients.with(new SumRouting(1)).ofStages(2);
        INDArray weights = network.params().dup();

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> examination(network));
        assertThat(Thread.interrupted()).as("the thread's interrupt is kept").isTrue();
        assertThat(network.params()).isEqualTo(weights);
        assertThat(examination(network).findings()).isEmpty();
    }

    /** The trial is the longest part. */
    @Test
    void anExaminationIsInterruptedBetweenTwoStepsOfItsTrial() {
        AtomicInteger taken = new AtomicInteger();
        DataSet batch = new DataSet(BATCH.getFeatures(), BATCH.getLabels()) {
            @Override
            public INDArray getFeatures() {
                // Once for the examination, then by every step.
                if (taken.incrementAndGet() > 3) {
                    Thread.currentThread().interrupt();
                }
                return super.getFeatures();
            }
        };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> NetworkExamination.of(
                        Patients.with(new SumRouting(1)).ofStages(2),
                        List.of(batch).iterator()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).as("batches taken").hasValue(4);
    }

    @Test
    void smallWeightsLetLengthsVanish() {
        Patients small = Patients.with(Agreement.literal()).started(Initialization.normal(0.01));

        Finding finding = only(small.ofStages(3));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.VANISHING_LENGTHS);
        assertThat(finding.layer()).isEqualTo("stage-1");
        assertThat(finding.remedies())
                .extracting(Remedy::kind)
                .containsExactly(Remedy.Kind.CALIBRATE, Remedy.Kind.ROUTING);
        assertThat(finding.toString())
                .startsWith("stage-1: lengths vanish (mean ")
                .contains("100 % dead): gain 0.0", " < 2, below which", "sigma is 0.01, and ")
                .contains("Set .initialization(Initialization.calibrated("
                        + Remedy.text(finding.remedies().get(0).number()) + ")) on the layer, or choose other options");
    }

    @Test
    void deadCapsulesThatHaveAGradientComeToLife() {
        NetworkExamination examination = examination(Patients.with(new SumRouting(1))
                .started(Initialization.calibrated(0.8))
                .ofStages(3));

        assertThat(examination.layers().get(4).lengths().orElseThrow().dead()).isEqualTo(1);
        assertThat(examination.findings()).isEmpty();
    }

    /** Seen to train: 70 to 77 % with four layers of a gain of 0.5, whose largest gradients were 2e-12 to 2e-11. */
    @Test
    void deadCapsulesThatLayersBelowCanLengthenComeToLife() {
        NetworkExamination examination = examination(Patients.with(Agreement.literal())
                .started(Initialization.calibrated(0.7))
                .ofStages(3));

        LayerExamination dead = examination.layers().get(3);
        assertThat(dead.lengths().orElseThrow().dead()).isEqualTo(1);
        assertThat(dead.gradient().orElseThrow().largest()).isLessThan(2e-11);
        assertThat(examination.layers().get(0).gradient().orElseThrow().largest())
                .isGreaterThan(2e-10);
        assertThat(examination.findings()).isEmpty();
    }

    @Test
    void whatTheRemedyForSmallWeightsSaysHelps() {
        Patients small = Patients.with(Agreement.scaled()).started(Initialization.normal(0.005));

        double g = only(small.ofStages(3)).remedies().get(0).number();

        assertThat(findings(small.started(Initialization.calibrated(g)).ofStages(3)))
                .isEmpty();
    }

    @Test
    void deadPrimaryCapsulesAreTheConvolutionsFault() {
        Finding finding = only(Patients.with(new SumRouting(1))
                .withConvolutions(WeightInit.ZERO)
                .ofStages(2));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.VANISHING_LENGTHS);
        assertThat(finding.layer()).isEqualTo("primary");
        assertThat(finding.remedies()).containsExactly(Remedy.of(Remedy.Kind.CONVOLUTION_WEIGHTS));
    }

    @Test
    void largeWeightsSaturateLengths() {
        Patients large = Patients.with(new SumRouting(1)).started(Initialization.normal(3));

        Finding finding = only(large.ofStages(2));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.SATURATED_LENGTHS);
        assertThat(finding.remedies()).containsExactly(new Remedy(Remedy.Kind.CALIBRATE, 2.5));
        assertThat(findings(large.started(Initialization.calibrated(2.5)).ofStages(2)))
                .isEmpty();
    }

    /** Lengthens what it gives whatever the weights are. */
    record Lengthening() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(1000).squash());
        }

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(RoutingTraits.Couplings.NONE);
        }
    }

    @Test
    void saturationThatIsNotTheWeightsFaultIsTheRoutings() {
        Finding finding = only(Patients.with(new Lengthening()).ofStages(1));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.SATURATED_LENGTHS);
        assertThat(finding.remedies()).containsExactly(Remedy.of(Remedy.Kind.ROUTING));
    }

    @Test
    void couplingsOverTheInputsAreTold() {
        List<Finding> findings = findings(Patients.with(Agreement.overInputs()).ofStages(1));

        assertThat(findings).first().extracting(Finding::diagnosis).isEqualTo(Diagnosis.COUPLINGS_OVER_INPUTS);
        assertThat(findings.get(0).toString()).contains("softmax over the outputs");
    }

    @Test
    void couplingsThatAreAllOrNothingAreTold() {
        List<Finding> findings = findings(Patients.with(Agreement.sharp()).ofStages(1));

        assertThat(findings).first().extracting(Finding::diagnosis).isEqualTo(Diagnosis.SATURATED_COUPLINGS);
    }

    @Test
    void anOutputThatComesFromTheBiasIsTold() {
        Finding finding = only(Patients.with(Agreement.withBias())
                .started(Initialization.normal(0.001))
                .ofStages(3));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.IGNORES_INPUT);
        assertThat(finding.cause()).contains("bias");
    }

    @Test
    void aBiasAloneIsNoFault() {
        assertThat(findings(Patients.with(Agreement.withBias()).ofStages(1))).isEmpty();
    }

    @Test
    void capsulesMadeOfPixelsAreTold() {
        PrimaryCapsules.Builder builder =
                new PrimaryCapsules.Builder(8, 4).kernelSize(3, 3).stride(2, 2).name("pixels");
        builder.setCapsules(64);
        PrimaryCapsules pixels = builder.build();

        List<Finding> findings =
                findings(Patients.with(new SumRouting(1)).withPrimary(pixels).ofStages(1));

        assertThat(findings)
                .extracting(Finding::diagnosis, Finding::layer)
                .contains(org.assertj.core.groups.Tuple.tuple(Diagnosis.PIXELS_AS_CAPSULES, "pixels"));
        assertThat(findings.get(0).toString())
                .contains("8 neighbouring pixels of one feature map", "org.capsnet.core.layer.PrimaryCapsules");
    }

    @Test
    void aLearningRateThatSaturatesInAFewStepsIsTold() {
        Patients fast = Patients.with(new SumRouting(1)).trainedBy(new Adam(0.1));

        Finding finding = only(fast.ofStages(2));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.LEARNING_RATE_TOO_HIGH);
        assertThat(finding.remedies())
                .extracting(Remedy::kind)
                .containsExactly(Remedy.Kind.WARM_UP, Remedy.Kind.LEARNING_RATE);
        double divisor = finding.remedies().get(1).number();
        assertThat(divisor).isGreaterThan(1);
        assertThat(findings(fast.trainedBy(new Adam(0.1 / divisor)).ofStages(2)))
                .isEmpty();
    }

    @Test
    void learningRatesAreTriedOnCopiesOnly() {
        MultiLayerNetwork network = Patients.with(new SumRouting(1))
                .trainedBy(new Adam(new RampSchedule(new FixedSchedule(20), 200)))
                .ofStages(2);

        assertThat(findings(network)).extracting(Finding::diagnosis).containsExactly(Diagnosis.LEARNING_RATE_TOO_HIGH);

        assertThat(network.getLearningRate(0)).isEqualTo(0.1);
        assertThat(network.getLayer(0).conf().getLayer().getUpdaterByParam("W").getLearningRate(100, 0))
                .isCloseTo(10.1, within(1e-9));
    }

    @Test
    void noWarmUpIsAdvisedForALearningRateThatIsFarTooHighAfterIt() {
        Patients fast = Patients.with(new SumRouting(1)).trainedBy(new Adam(5));

        Finding finding = only(fast.ofStages(2));

        assertThat(finding.remedies()).extracting(Remedy::kind).containsExactly(Remedy.Kind.LEARNING_RATE);
        double divisor = finding.remedies().get(0).number();
        assertThat(findings(fast.trainedBy(new Adam(5 / divisor)).ofStages(2))).isEmpty();
    }

    @Test
    void noWarmUpIsAdvisedWhereThereIsOne() {
        Adam rising = new Adam(new RampSchedule(new FixedSchedule(20), 200));

        Finding finding =
                only(Patients.with(new SumRouting(1)).trainedBy(rising).ofStages(2));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.LEARNING_RATE_TOO_HIGH);
        assertThat(finding.remedies()).extracting(Remedy::kind).containsExactly(Remedy.Kind.LEARNING_RATE);
    }

    /** The trial takes steps of 0.1, 0.2, ... of a rate that rises to 20, and not even a hundredth of 20 is one of them. */
    @Test
    void whatIsAdvisedForARisingLearningRateHelps() {
        Patients fast = Patients.with(new SumRouting(1));
        Finding finding = only(fast.trainedBy(new Adam(new RampSchedule(new FixedSchedule(20), 200)))
                .ofStages(2));

        double peak = 20 / finding.remedies().get(0).number();

        assertThat(peak).isGreaterThan(0.1);
        assertThat(findings(fast.trainedBy(new Adam(new RampSchedule(new FixedSchedule(peak), 200)))
                        .ofStages(2)))
                .isEmpty();
    }

    static Stream<IUpdater> absurd() {
        return Stream.of(new Sgd(1e6), new Sgd(1e30), new Adam(1e5));
    }

    @ParameterizedTest
    @MethodSource("absurd")
    void whateverTheStepsAreLikeTheFindingHasWords(IUpdater updater) {
        Finding finding =
                only(Patients.with(new SumRouting(1)).trainedBy(updater).ofStages(2));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.LEARNING_RATE_TOO_HIGH);
        assertThat(finding.toString()).containsAnyOf("Divide the learning rate by", "Choose other options");
    }

    @Test
    void capsulesThatANormMakesLongerThanOneAreNotAskedToBeKept() {
        List<Finding> findings = findings(Patients.withAids(2, false, Initialization.normal(1e-6)));

        assertThat(findings).extracting(Finding::diagnosis).containsExactly(Diagnosis.VANISHING_LENGTHS);
        assertThat(findings.get(0).toString()).contains("gives the gain 10");
    }

    @Test
    void aStackWhoseChangesGrowIsTold() {
        List<Finding> findings = findings(Patients.with(Agreement.literal())
                .started(Initialization.calibrated(8))
                .ofStages(5));

        assertThat(findings)
                .filteredOn(finding -> finding.diagnosis() == Diagnosis.EXPLODING_GRADIENT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedies())
                        .containsExactly(new Remedy(Remedy.Kind.CALIBRATE, 2.5), Remedy.of(Remedy.Kind.ROUTING)));
    }

    /** Passes no gradient on. */
    record Detached() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor s = input.votes().detached().sum();
            return Capsules.of(s.squash());
        }

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(RoutingTraits.Couplings.NONE);
        }
    }

    @Test
    void layersWithoutGradientAreTold() {
        Finding finding = only(Patients.with(new Detached()).ofStages(1));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.VANISHING_GRADIENT);
    }

    /** Divides by 0. */
    record Broken() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor s = input.votes().sum();
            return Capsules.of(s.dividedBy(s.minus(s)));
        }

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(RoutingTraits.Couplings.NONE);
        }
    }

    @Test
    void numbersThatAreNotFiniteAreTold() {
        Finding finding = only(Patients.with(new Broken()).ofStages(2));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.NOT_FINITE);
        assertThat(finding.layer()).isEqualTo("stage-1");
    }

    @Test
    void theTrialOfADeepStackGoesOnToTheNextBatch() {
        DataSet other = new DataSet(BATCH.getFeatures().rsub(1), BATCH.getLabels());

        NetworkExamination same = examination(Patients.with(new SumRouting(1)).ofStages(4));
        NetworkExamination training = NetworkExamination.of(
                Patients.with(new SumRouting(1)).ofStages(4),
                List.of(BATCH, other).iterator());

        assertThat(training.trial()).hasSize(4 * NetworkExamination.TRIAL_STEPS_PER_LAYER);
        assertThat(training.trial().get(0)).isEqualTo(same.trial().get(0));
        assertThat(training.trial().get(1)).isNotEqualTo(same.trial().get(1));
    }

    @Test
    void theTrialOfAFewLayersStaysWithOneBatch() {
        DataSet other = new DataSet(BATCH.getFeatures().rsub(1), BATCH.getLabels());

        NetworkExamination training = NetworkExamination.of(
                Patients.with(new SumRouting(1)).ofStages(3),
                List.of(BATCH, other).iterator());

        assertThat(training.trial())
                .isEqualTo(examination(Patients.with(new SumRouting(1)).ofStages(3))
                        .trial());
    }

    @Test
    void imagesOfAnotherSizeAreRefusedWithTheSizesThatFit() {
        MultiLayerNetwork network = Patients.with(new SumRouting(1)).ofStages(1);
        INDArray images = org.nd4j.linalg.factory.Nd4j.rand(4, 1, 16, 12);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkExamination.of(network, images, BATCH.getLabels()))
                .withMessage(
                        "Images of 16x12 don't fit this network: stage-1 was built for 64 capsules below it, but gets"
                                + " 96. Images that fit are 11 to 12 high and 11 to 12 wide. Build the network with"
                                + " setInputType(InputType.convolutional(16, 12, 1)), or scale or crop the images.");
    }

    @Test
    void theGainIsThatOfTheInitialization() {
        Patients patients = Patients.with(new SumRouting(1));
        LayerExamination layer = stage(patients.started(Initialization.calibrated(2)));
        LayerExamination twice = stage(patients.started(Initialization.calibrated(4)));

        assertThat(layer.name()).isEqualTo("stage-1");
        assertThat(layer.capsules()).isEqualTo(3);
        assertThat(layer.dimensions()).isEqualTo(16);
        assertThat(layer.gain().orElseThrow()).isBetween(1.4, 2.8);
        assertThat(twice.gain().orElseThrow() / layer.gain().orElseThrow()).isCloseTo(2, within(1e-3));
    }

    /** Lengths come from tanh |s|. */
    record Tanh(boolean declared) implements Routing {
        @Override
        public RoutingTraits traits() {
            RoutingTraits traits = RoutingTraits.standard().with(RoutingTraits.Couplings.NONE);
            return declared ? traits.withOwnSquash() : traits;
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor s = input.votes().sum();
            Tensor n = s.lengths().insertAxis(-1).plus(1e-6);
            Tensor tanh = n.times(2).sigmoid().times(2).plus(-1);
            return Capsules.of(s.times(tanh.dividedBy(n)));
        }
    }

    /** It would be calculated back from a squash that isn't the routing's. */
    @Test
    void noGainIsGivenWhereTheRoutingHasASquashOfItsOwn() {
        LayerExamination declared = stage(Patients.with(new Tanh(true)));

        assertThat(declared.name()).isEqualTo("stage-1");
        assertThat(declared.gain()).isEmpty();
        assertThat(declared.lengths()).isPresent();
        assertThat(stage(Patients.with(new Tanh(false))).gain()).isPresent();
    }

    @Test
    void aDeadLayerWithoutAGainIsNoMatterOfTheConvolutions() {
        Finding finding = only(Patients.with(new Tanh(true))
                .started(Initialization.normal(1e-6))
                .ofStages(4));

        assertThat(finding.diagnosis()).isEqualTo(Diagnosis.VANISHING_LENGTHS);
        assertThat(finding.layer()).isEqualTo("stage-1");
        assertThat(finding.remedies()).extracting(Remedy::kind).startsWith(Remedy.Kind.CALIBRATE);
    }

    /** A copy is examined in the same parts. */
    @Test
    void aNetworkThatTakesItsStepsInPartsHasTheSameFigures() {
        MultiLayerNetwork whole = Patients.with(new SumRouting(1)).ofStages(2);
        MultiLayerNetwork parts = new MicroBatchNetwork(whole.getLayerWiseConfigurations(), 7);
        parts.init(whole.params(), true);

        List<LayerExamination> expected = examination(whole).layers();
        List<LayerExamination> actual = examination(parts).layers();

        for (int k = 0; k < expected.size(); k++) {
            double size = expected.get(k).gradient().orElseThrow().rms();
            assertThat(actual.get(k).gradient().orElseThrow().rms()).isCloseTo(size, within(1e-4 * size));
        }
    }

    private static LayerExamination stage(Patients patients) {
        return examination(patients.ofStages(1)).layers().get(2);
    }

    @Test
    void adamsFirstStepIsTheLearningRate() {
        MultiLayerNetwork network =
                Patients.with(new SumRouting(1)).trainedBy(new Adam(1e-3)).ofStages(1);
        INDArray weights = network.getLayer("stage-1").getParam("W");
        double rms = Math.sqrt(weights.mul(weights).meanNumber().doubleValue());

        GradientFigures gradient =
                examination(network).layers().get(2).gradient().orElseThrow();

        assertThat(gradient.update()).isCloseTo(1e-3 / rms, within(1e-5 / rms));
    }

    @Test
    void withoutTrialStepsTheSameIsMeasuredAndNothingConcluded() {
        MultiLayerNetwork network = Patients.with(new SumRouting(1)).ofStages(2);
        NetworkExamination full = examination(network);

        NetworkExamination measured = NetworkExamination.of(network, BATCH.getFeatures(), BATCH.getLabels(), 0);

        assertThat(measured.trial()).isEmpty();
        assertThat(measured.findings()).isEmpty();
        assertThat(measured.layers())
                .extracting(LayerExamination::jacobian)
                .containsExactlyElementsOf(
                        full.layers().stream().map(LayerExamination::jacobian).toList());
        GradientFigures gradient = measured.layers().get(2).gradient().orElseThrow();
        assertThat(gradient.rms())
                .isEqualTo(full.layers().get(2).gradient().orElseThrow().rms());
        assertThat(gradient.update()).isNaN();
        assertThat(gradient.finite()).isTrue();
    }

    @Test
    void theNetworkStaysAsItIs() {
        MultiLayerNetwork examined = Patients.with(Agreement.scaled()).ofStages(2);
        MultiLayerNetwork other = Patients.with(Agreement.scaled()).ofStages(2);
        examined.fit(BATCH);
        other.fit(BATCH);

        examination(examined);

        assertThat(examined.params()).isEqualTo(other.params());
        assertThat(examined.getIterationCount()).isEqualTo(1);
        examined.fit(BATCH);
        other.fit(BATCH);
        assertThat(examined.params()).isEqualTo(other.params());
    }

    @Test
    void anExaminationGivesTheSameAgain() {
        MultiLayerNetwork network = Patients.with(Agreement.scaled()).ofStages(2);

        assertThat(examination(network)).isEqualTo(examination(network));
    }

    @Test
    void oneImageIsTooFew() {
        DataSet one = Patients.batch(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkExamination.of(
                        Patients.with(new SumRouting(1)).ofStages(1), one.getFeatures(), one.getLabels()))
                .withMessageContaining("at least 2 examples");
    }

    private static Finding only(MultiLayerNetwork network) {
        List<Finding> findings = findings(network);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<Finding> findings(MultiLayerNetwork network) {
        NetworkExamination examination = examination(network);
        return examination.findings();
    }

    private static NetworkExamination examination(MultiLayerNetwork network) {
        return NetworkExamination.of(network, BATCH.getFeatures(), BATCH.getLabels());
    }
}
