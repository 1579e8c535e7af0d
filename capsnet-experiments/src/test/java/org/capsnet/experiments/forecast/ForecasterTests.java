// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.datasets.ImageShape;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.network.LearningRate;
import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.NamedRouting;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ForecasterTests {

    private static final NamedRouting SUM = new NamedRouting("sum", new ScaledSum(1));
    private static final int BATCH = 64;

    /** Sees the network and its workspaces only, so that the same is measured in every process. */
    private final Forecaster forecaster = new Forecaster(System::nanoTime, () -> 0, () -> 0);

    /** A plug-in with memory of its own, which nobody could foresee by a formula: all votes, several times. */
    record Wasteful() implements Routing {

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(
                    RoutingParameter.bias("bias", Initial.constant(0), shape.outputs(), shape.outputDimension()),
                    RoutingParameter.state("seen", Initial.constant(0), 3));
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes()
                            .tensor()
                            .squared()
                            .plus(1)
                            .sqrt()
                            .sum(1)
                            .dropAxis(1)
                            .plus(input.parameter("bias"))
                            .squash())
                    .withState("seen", input.parameter("seen").plus(1));
        }
    }

    /** Notes with how many images it was trained. */
    record Noting(Set<Long> batches) implements Routing {

        @Override
        public Capsules route(RoutingInput input) {
            batches.add(input.votes().batch());
            return Capsules.of(input.votes().sum().squash());
        }
    }

    @Test
    void timeIsMeasuredWithTheBatchItselfWhereItFits() {
        Noting roomy = new Noting(new TreeSet<>());
        Noting tight = new Noting(new TreeSet<>());

        new Forecaster(System::nanoTime, () -> 0, () -> 1L << 40)
                .forecast(new NamedRouting("noting", roomy), network(6), 100);
        new Forecaster(System::nanoTime, () -> 0, () -> 1).forecast(new NamedRouting("noting", tight), network(6), 100);

        assertThat(roomy.batches()).contains(100L);
        assertThat(tight.batches()).isNotEmpty().doesNotContain(100L);
    }

    @Test
    void parametersGradientsAndUpdaterAreExact() {
        NamedRouting routing = new NamedRouting("wasteful", new Wasteful());
        MultiLayerNetwork network = new MultiLayerNetwork(CapsuleNetworks.configuration(network(6), routing.routing()));
        network.init();
        network.fit(Nd4j.rand(DataType.FLOAT, 2, 1, 20, 20), Nd4j.ones(DataType.FLOAT, 2, 6));

        Forecast forecast = forecaster.forecast(routing, network(6), 2);

        assertThat(forecast.parameters()).isEqualTo(network.numParams());
        assertThat(forecast.memory().parameters()).isEqualTo(4 * network.numParams());
        assertThat(forecast.memory().gradients())
                .isEqualTo(4 * network.getFlattenedGradients().length());
        assertThat(forecast.memory().updater())
                .isEqualTo(4 * network.updaterState().length());
        assertThat(forecast.memory().images()).isEqualTo(4 * 2 * (20 * 20 + 6));
    }

    @Test
    void activationsOfALargeBatchFollowFromSmallOnesWhateverTheRouting() {
        for (Routing routing : List.of(new ScaledSum(1), new Wasteful())) {
            NamedRouting named = new NamedRouting("any", routing);
            long activations =
                    forecaster.forecast(named, network(6), BATCH).memory().activations();

            long measured;
            try (DryRun run = new DryRun(new NetworkSizes(network(6), named), System::nanoTime, () -> 0)) {
                measured = run.measure(BATCH).bytes();
            }
            assertThat((double) activations / measured).as(routing.toString()).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void layersAddUpToMostOfTheMemory() {
        Forecast forecast = forecaster.forecast(SUM, network(6), BATCH);

        assertThat(forecast.layers())
                .extracting(LayerForecast::name)
                .containsExactly(
                        "convolution 5x5, 8 maps",
                        "144 primary capsules of dimension 4",
                        "6 capsules of dimension 8",
                        "lengths",
                        "margin loss");
        MemoryForecast memory = forecast.memory();
        assertThat(forecast.layers().stream().mapToLong(LayerForecast::bytes).sum())
                .isBetween(
                        memory.parameters() + memory.gradients() + memory.updater(),
                        memory.total().bytes());
    }

    @Test
    void aBatchThatFitsIsntSplitAndOneByteLessSplitsIt() {
        Forecast whole = forecaster.forecast(SUM, network(6), BATCH);
        long needed = forecaster
                .forecast(
                        SUM,
                        network(6),
                        BATCH,
                        new MemorySize(10 * whole.memory().total().bytes()))
                .memory()
                .total()
                .bytes();

        assertThat(forecaster
                        .forecast(SUM, network(6), BATCH, new MemorySize(needed))
                        .microBatch())
                .isEqualTo(BATCH);
        Forecast split = forecaster.forecast(SUM, network(6), BATCH, new MemorySize(needed - 1));
        assertThat(split.microBatch()).isLessThan(BATCH);
        assertThat(split.parts()).isGreaterThan(1);
        assertThat(split.memory().gradients()).isEqualTo(2 * whole.memory().gradients());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.55, 0.7})
    void theLargestPartThatFitsIsTaken(double share) {
        Forecast whole = forecaster.forecast(SUM, network(6), BATCH);
        MemorySize memory =
                new MemorySize((long) (share * whole.memory().total().bytes()));

        Forecast split = forecaster.forecast(SUM, network(6), BATCH, memory);

        assertThat(split.memory().total().bytes()).isLessThanOrEqualTo(memory.bytes());
        long perImage = whole.memory().activations() / BATCH;
        assertThat(split.memory().total().bytes() + 2 * perImage).isGreaterThan(memory.bytes());
        assertThat(split.parts()).isEqualTo((BATCH + split.microBatch() - 1) / split.microBatch());
    }

    @Test
    void whereNotOneImageFitsTheLargestLayerIsNamed() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> forecaster.forecast(SUM, network(6), BATCH, new MemorySize(400_000)))
                .withMessageContaining("Not even one image at a time fits into --memory 0.4 MB")
                .withMessageContaining("\"6 capsules of dimension 8\"");
    }

    @Test
    void aRoutingThatFailsIsNamed() {
        NamedRouting failing = new NamedRouting("failing", input -> {
            throw new ArithmeticException("no root");
        });
        assertThatExceptionOfType(RoutingFailure.class)
                .isThrownBy(() -> forecaster.forecast(failing, network(6), BATCH))
                .withMessageContaining("no root");
    }

    @Test
    void leavesTheCallersWorkspacesAsTheyAre() {
        int workspaces =
                Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().size();

        forecaster.forecast(SUM, network(6), 4);

        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .hasSize(workspaces);
    }

    private static CapsuleNetworkSpec network(int classes) {
        return CapsuleNetworkSpec.paper(new ImageShape(1, 20, 20), classes, 7)
                .change()
                .kernel(5)
                .convolutionMaps(8)
                .primary(4, 4)
                .stages(List.of(new CapsuleStage(classes, 8)))
                .learningRate(new LearningRate(1e-2, 0.95, 2))
                .build();
    }
}
