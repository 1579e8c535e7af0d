// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.util.List;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.RunResult;

/** One row for every epoch of every run, with full precision. */
public final class EpochsCsv {

    /** The first line, without its end. */
    public static final String HEADER = "routing,epoch,train_loss,test_accuracy,seconds";

    private EpochsCsv() {}

    /** The first line of the file of one run, without its end. */
    public static final String RUN_HEADER = "epoch,train_loss,validation_accuracy,test_accuracy,seconds";

    /** The content of the file of one run; the validation accuracy is empty where no images are held out. */
    public static String ofRun(List<EpochResult> epochs) {
        StringBuilder text = new StringBuilder(RUN_HEADER).append('\n');
        epochs.forEach(epoch -> text.append(Csv.row(cells(epoch))));
        return text.toString();
    }

    /** The cells of {@link #RUN_HEADER}. */
    public static List<Object> cells(EpochResult epoch) {
        return List.of(
                epoch.epoch(),
                epoch.trainLoss(),
                RunsCsv.orEmpty(epoch.validationAccuracy()),
                epoch.testAccuracy(),
                epoch.seconds());
    }

    /** The content of the file. */
    public static String text(List<RunResult> results) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (RunResult result : results) {
            for (EpochResult epoch : result.epochs()) {
                text.append(Csv.row(List.of(
                        result.routing(), epoch.epoch(), epoch.trainLoss(), epoch.testAccuracy(), epoch.seconds())));
            }
        }
        return text.toString();
    }
}
