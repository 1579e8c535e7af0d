// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.experiments.bench.RoutingCost.Figures;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.NamedRouting;
import org.junit.jupiter.api.Test;

class RoutingBenchTests {

    private static final LayerSize SMALL = new LayerSize(6, 3);
    private static final LayerSize LARGER = new LayerSize(12, 3);
    private static final int BATCH = 5;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> log = new ArrayList<>();
    private final NamedRouting first = new NamedRouting("first", new Noting("first", log));
    private final NamedRouting second = new NamedRouting("second", new Noting("second", log));

    @Test
    void routingsTakeTurnsInEveryRound() {
        run(List.of(first, second), List.of(SMALL), 3);

        List<String> warmUpAndRounds =
                new ArrayList<>(List.of("first forward", "first step", "second forward", "second step"));
        for (int round = 0; round < 3; round++) {
            // Each turn begins with a pass that isn't timed.
            warmUpAndRounds.addAll(List.of("first forward", "first forward", "first step"));
            warmUpAndRounds.addAll(List.of("second forward", "second forward", "second step"));
        }
        assertThat(log).endsWith(warmUpAndRounds.toArray(String[]::new));
        assertThat(log.subList(0, log.size() - warmUpAndRounds.size())).allMatch(entry -> entry.endsWith("step"));
    }

    @Test
    void everySizeHasACostOfEveryRoutingInOrder() {
        List<RoutingCost> costs = run(List.of(second, first), List.of(LARGER, SMALL), 2);

        assertThat(costs)
                .extracting(cost -> cost.routing().name() + " " + cost.size())
                .containsExactly("second 12:3", "first 12:3", "second 6:3", "first 6:3");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("12:3 (1/2)  2 routings", "6:3 (2/2)  2 routings");
        Figures figures = costs.get(0).figures().orElseThrow();
        assertThat(figures.forward().median()).isPositive();
        assertThat(figures.step().median()).isPositive();
        assertThat(figures.relative()).contains(new Quartiles(1, 1, 1));
    }

    @Test
    void memoryGrowsWithTheBatchAndIsTheSameInEveryRun() {
        long peak = peakBytesOfVoteless(BATCH);

        long output = 4L * BATCH * 3 * 16;
        assertThat(peak).as("output, its gradient and more").isBetween(2 * output, 10 * output);
        assertThat(peakBytesOfVoteless(BATCH)).isEqualTo(peak);
        assertThat(peakBytesOfVoteless(2 * BATCH)).isEqualTo(2 * peak);
    }

    @Test
    void aRoutingThatFailsAtASizeIsLeftOutThereAndTheOthersGoOn() {
        NamedRouting picky = new NamedRouting("picky", new Picky());

        List<RoutingCost> costs = run(List.of(picky, first), List.of(SMALL, LARGER), 1);

        assertThat(costs).extracting(cost -> cost.figures().isPresent()).containsExactly(true, true, false, true);
        assertThat(costs.get(2).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("Picky", "twelve are too many"));
        assertThat(costs.get(1).figures().orElseThrow().relative()).isPresent();
        assertThat(costs.get(3).figures().orElseThrow().relative())
                .as("ratio to a routing that failed")
                .isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("capsnet: picky fails at 12:3. The routing ");
        assertThat(RoutingCostTable.of(costs).toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .anyMatch(line -> line.equals("picky|12 → 3|failed"))
                .anyMatch(line -> line.matches("first\\|12x8 → 3x16\\|\\d.* ± .*"));
    }

    @Test
    void whatNeedsMoreMemoryThanThereIsFailsBeforeItTakesIt() {
        NamedRouting greedy = new NamedRouting("greedy", new Greedy());
        RoutingBenchPlan plan =
                new RoutingBenchPlan(List.of(greedy, first), List.of(new LayerSize(1000, 100)), 1_000_000, 1, 1);

        Turns turns = new Turns(greedy, plan.sizes().get(0), plan.batch());
        turns.attempt(() -> {
            try (PassWorkspace workspace = PassWorkspace.of(1000)) {
                turns.meter(workspace);
            }
        });

        assertThat(turns.cost(turns).problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("Its arrays would need ")
                        .contains(" GiB, but this program may take ", "--batch"));
    }

    private long peakBytesOfVoteless(int batch) {
        NamedRouting voteless = new NamedRouting("voteless", new Voteless());
        return run(new RoutingBenchPlan(List.of(voteless), List.of(SMALL), batch, 1, 1))
                .get(0)
                .figures()
                .orElseThrow()
                .peakBytes();
    }

    private List<RoutingCost> run(List<NamedRouting> routings, List<LayerSize> sizes, int repetitions) {
        return run(new RoutingBenchPlan(routings, sizes, BATCH, 1, repetitions));
    }

    private List<RoutingCost> run(RoutingBenchPlan plan) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new RoutingBench(new Terminal(stream, stream, false, false)).run(plan);
    }

    private record Noting(String name, List<String> log) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            log.add(name + (input.training() ? " step" : " forward"));
            return Capsules.of(input.votes().sum().squash());
        }
    }

    private record Picky() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            if (input.shape().inputs() == 12) {
                throw new IllegalStateException("twelve are too many");
            }
            return Capsules.of(input.votes().sum());
        }
    }

    private record Greedy() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().tensor().sum(1).dropAxis(1));
        }
    }

    /** No weights, so that all of its arrays grow with the batch. */
    private record Voteless() implements Routing {
        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Transformation.none());
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor half = input.poses().slice(1, 0, input.shape().outputs());
            return Capsules.of(half.concat(-1, half).times(2));
        }
    }
}
