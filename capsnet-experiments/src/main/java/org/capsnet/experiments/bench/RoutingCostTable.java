// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.experiments.bench.RoutingCost.Figures;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.report.TextTable;

/** The costs for a terminal: one line for every routing and size. */
public final class RoutingCostTable {

    private static final double MILLIS = 1e3;
    private static final double MEBIBYTE = 1 << 20;

    private RoutingCostTable() {}

    /** The table; medians with half the distance of the quartiles. A routing that failed says so. */
    public static TextTable of(List<RoutingCost> costs) {
        TextTable table = new TextTable()
                .text("routing")
                .text("layer")
                .number("forward ms")
                .number("step ms")
                .number("step/" + costs.get(0).routing().name())
                .number("peak MiB");
        for (RoutingCost cost : costs) {
            String name = cost.routing().name();
            cost.figures()
                    .ifPresentOrElse(
                            figures -> add(table, name, figures),
                            () -> table.row(
                                    name,
                                    cost.size().inputs() + " → " + cost.size().outputs(),
                                    "failed",
                                    "",
                                    "",
                                    ""));
        }
        return table;
    }

    private static void add(TextTable table, String name, Figures figures) {
        CapsuleShape shape = figures.shape();
        table.row(
                name,
                shape.inputs() + "x" + shape.inputDimension() + " → " + shape.outputs() + "x" + shape.outputDimension(),
                text(figures.forward(), MILLIS),
                text(figures.step(), MILLIS),
                figures.relative()
                        .map(relative -> number(relative.median(), relative.median()))
                        .orElse(""),
                Numbers.decimals(figures.peakBytes() / MEBIBYTE, 1));
    }

    /** {@code 12.3 ± 0.4}. */
    private static String text(Quartiles quartiles, double unit) {
        double median = quartiles.median() * unit;
        return number(median, median) + " ± " + number(quartiles.halfWidth() * unit, median);
    }

    /** With the places that three digits of another number have. */
    private static String number(double value, double like) {
        return Numbers.decimals(value, like < 10 ? 2 : like < 100 ? 1 : 0);
    }
}
