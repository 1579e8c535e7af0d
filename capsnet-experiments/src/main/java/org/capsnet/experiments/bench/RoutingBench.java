// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.capsnet.experiments.report.Machine;
import org.capsnet.experiments.terminal.StatusLine;
import org.capsnet.experiments.terminal.Terminal;

/**
 * Measures time and memory of routings by themselves, in layers of several sizes.
 *
 * <p>All routings take turns in every round, so that a machine that becomes slower or faster does so for all of them. A
 * routing that fails at a size is left out there, and the others go on.
 */
public final class RoutingBench {

    private static final double NANOS = 1e9;

    private final Terminal terminal;

    @Inject
    RoutingBench(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The costs size by size, for every routing in the plan's order. Tells on standard error how far it is. */
    public List<RoutingCost> run(RoutingBenchPlan plan) {
        terminal.note("Machine: " + Machine.here());
        terminal.note("Passes:  batch " + plan.batch() + ", float32, " + plan.repetitions() + " rounds after "
                + plan.warmUps() + " to warm up");
        StatusLine status = new StatusLine(terminal);
        List<RoutingCost> costs = new ArrayList<>();
        for (LayerSize size : plan.sizes()) {
            String where = size + " (" + (plan.sizes().indexOf(size) + 1) + "/"
                    + plan.sizes().size() + ")";
            long start = System.nanoTime();
            List<RoutingCost> atSize = Rounds.of(plan, size).run(doing -> status.redraw(where + "  " + doing));
            double seconds = (System.nanoTime() - start) / NANOS;
            status.line(String.format(Locale.ROOT, "%s  %d routings  %.1f s", where, atSize.size(), seconds));
            atSize.forEach(cost -> cost.problem()
                    .ifPresent(problem ->
                            terminal.note("capsnet: " + cost.routing().name() + " fails at " + size + ". " + problem)));
            costs.addAll(atSize);
        }
        return costs;
    }
}
