// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.doctor.Doctor;
import org.capsnet.experiments.doctor.ExaminationRecord;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.training.TrainingPlan;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The examinations of a run's network, before its first step and after its last, in a file of its folder. */
final class Examinations {

    private Examinations() {}

    /**
     * Examines the network as it is before training, unless that was done.
     *
     * @param interruption ends it; then there is no examination yet
     * @return why it couldn't be examined; most often its training fails in the same way, and says so at length
     */
    static Optional<String> before(
            RunFolder folder, RunConfiguration configuration, TrainingPlan plan, Interruption interruption)
            throws IOException {
        if (Files.exists(folder.file(RunFolder.EXAMINATIONS))) {
            return Optional.empty();
        }
        Optional<ExaminationRecord> record;
        try {
            record = interruption
                    .interrupting(() -> Doctor.examineUntrained(configuration, plan))
                    .map(examination -> ExaminationRecord.of(examination, configuration));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return Optional.of(reason(e));
        }
        if (record.isPresent()) {
            write(folder, List.of(record.get()));
        }
        return Optional.empty();
    }

    /**
     * Adds what the trained network looks like.
     *
     * @return why it couldn't be examined
     */
    static Optional<String> after(RunFolder folder, MultiLayerNetwork network, TrainingPlan plan) throws IOException {
        List<ExaminationRecord> records;
        Optional<ExaminationRecord> record;
        try {
            records = new ArrayList<>(folder.examinations());
            if (records.size() != 1) {
                // There is nothing to compare with, or it was done before the process ended.
                return Optional.empty();
            }
            record = Doctor.measure(network, plan)
                    .map(examination -> ExaminationRecord.measured(plan.epochs(), examination));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return Optional.of(reason(e));
        }
        if (record.isPresent()) {
            records.add(record.get());
            write(folder, records);
        }
        return Optional.empty();
    }

    /** Deeplearning4j wraps what a layer throws, and doesn't say what that was. */
    static String reason(Throwable e) {
        if (e instanceof UserError || e instanceof RoutingFailure) {
            return e.getMessage();
        }
        return e.getCause() == null ? e.toString() : reason(e.getCause());
    }

    private static void write(RunFolder folder, List<ExaminationRecord> records) throws IOException {
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("examinations");
        records.forEach(record -> record.writeTo(list.addObject()));
        folder.write(RunFolder.EXAMINATIONS, Json.text(root));
    }
}
