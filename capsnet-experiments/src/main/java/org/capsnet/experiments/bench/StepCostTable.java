// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.Locale;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.report.TextTable;

/** The cost of a step for a terminal. */
public final class StepCostTable {

    private static final double MILLIS = 1e3;
    private static final double GIBIBYTE = 1 << 30;

    private StepCostTable() {}

    /** A line for each layer, then the whole step. */
    public static String of(StepBenchPlan plan, StepCost cost) {
        TextTable table = new TextTable()
                .text(plan.routing().name())
                .number("parameters")
                .number("forward ms")
                .number("backward ms")
                .number("of a step");
        double whole = cost.quartiles().median();
        for (StepCost.LayerCost layer : cost.layers()) {
            table.row(
                    layer.name(),
                    String.format(Locale.ROOT, "%,d", layer.parameters()),
                    Numbers.decimals(layer.forward() * MILLIS, 1),
                    Numbers.decimals(layer.backward() * MILLIS, 1),
                    percent((layer.forward() + layer.backward()) / whole));
        }
        if (!cost.layers().isEmpty()) {
            table.row(
                    "optimiser and framework",
                    "",
                    "",
                    Numbers.decimals(cost.rest() * MILLIS, 1),
                    percent(cost.rest() / whole));
        }
        String summary = String.format(
                Locale.ROOT,
                "%s of %d images: %.1f ms ± %.1f, %.0f images/s, %,d parameters%s%n",
                plan.inference() ? "Outputs" : "A training step",
                plan.batch(),
                whole * MILLIS,
                cost.quartiles().halfWidth() * MILLIS,
                plan.batch() / whole,
                cost.parameters(),
                cost.peakBytes().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", peak memory %.2f GiB",
                                cost.peakBytes().getAsLong() / GIBIBYTE)
                        : "");
        return cost.layers().isEmpty() ? summary : table + "\n" + summary;
    }

    private static String percent(double share) {
        return Numbers.decimals(100 * share, 0) + " %";
    }
}
