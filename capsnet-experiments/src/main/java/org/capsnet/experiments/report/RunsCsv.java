// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.capsnet.experiments.training.RunResult;

/** One row for every run, with full precision. */
public final class RunsCsv {

    /** The first line, without its end. */
    public static final String HEADER = "routing,options,seed,epochs,train_images,test_images,parameters,"
            + "test_accuracy,seconds_per_step,seconds,status";

    private RunsCsv() {}

    /**
     * The content of the file.
     *
     * @param provenance how the runs came about
     * @param results the runs in order; one that ended before its time has an empty accuracy
     */
    public static String text(Provenance provenance, List<RunResult> results) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (RunResult result : results) {
            List<Object> row = new ArrayList<>();
            row.add(result.routing());
            row.add(result.options());
            row.add(result.seed());
            row.add(provenance.epochs());
            row.add(provenance.train().images());
            row.add(provenance.test().images());
            row.add(result.parameters());
            row.add(orEmpty(result.testAccuracy()));
            row.add(result.secondsPerStep());
            row.add(result.seconds());
            row.add(result.status());
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    /** A number, or an empty cell. */
    static String orEmpty(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
    }
}
