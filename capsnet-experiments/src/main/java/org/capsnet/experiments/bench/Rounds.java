// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The rounds of one size, in which all routings take turns. */
final class Rounds {

    /** Enough to begin with; more is taken when needed. */
    private static final long SMALL = 1 << 20;

    private final RoutingBenchPlan plan;
    private final List<Turns> all;

    private Rounds(RoutingBenchPlan plan, LayerSize size) {
        this.plan = plan;
        this.all = plan.routings().stream()
                .map(routing -> new Turns(routing, size, plan.batch()))
                .toList();
    }

    static Rounds of(RoutingBenchPlan plan, LayerSize size) {
        return new Rounds(plan, size);
    }

    /**
     * The costs, one for every routing.
     *
     * @param progress told what is going on
     */
    List<RoutingCost> run(Consumer<String> progress) {
        for (Turns turns : all) {
            progress.accept("memory of " + turns.name());
            turns.attempt(() -> {
                try (PassWorkspace workspace = PassWorkspace.of(SMALL)) {
                    turns.meter(workspace);
                }
            });
        }
        long most = all.stream().mapToLong(Turns::peakBytes).max().orElse(0);
        // All in the same block, so that none finds its memory in a better place than another.
        try (PassWorkspace workspace = PassWorkspace.of(Math.max(most, SMALL))) {
            repeat(plan.warmUps(), "warm-up", workspace, Turns::warmUp, progress);
            repeat(plan.repetitions(), "round", workspace, Turns::measure, progress);
        }
        return all.stream().map(turns -> turns.cost(all.get(0))).toList();
    }

    private void repeat(
            int rounds,
            String what,
            PassWorkspace workspace,
            BiConsumer<Turns, PassWorkspace> turn,
            Consumer<String> progress) {
        for (int round = 1; round <= rounds; round++) {
            progress.accept(what + " " + round + "/" + rounds);
            all.forEach(turns -> turns.attempt(() -> turn.accept(turns, workspace)));
        }
    }
}
