// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.List;
import org.capsnet.experiments.training.RunResult;

/** The comparison for a terminal: one line for every run. */
public final class ResultTable {

    private ResultTable() {}

    /** The table; where a run ended before its time, it says so in place of the accuracy. */
    public static TextTable of(List<RunResult> results) {
        TextTable table = new TextTable()
                .text("routing")
                .text("options")
                .number("parameters")
                .number("test accuracy")
                .number("s/step");
        for (RunResult result : results) {
            table.row(
                    result.routing(),
                    result.options(),
                    Numbers.count(result.parameters()),
                    accuracy(result),
                    secondsPerStep(result));
        }
        return table;
    }

    /** Nothing for a run that failed in its first step. */
    static String secondsPerStep(RunResult result) {
        return result.secondsPerStep() == 0 ? "" : Numbers.decimals(result.secondsPerStep(), 3);
    }

    static String accuracy(RunResult result) {
        return result.testAccuracy().isPresent()
                ? Numbers.percent(result.testAccuracy().getAsDouble())
                : result.status();
    }
}
