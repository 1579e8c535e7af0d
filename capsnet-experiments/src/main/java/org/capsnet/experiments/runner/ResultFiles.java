// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.capsnet.experiments.doctor.ExaminationRecord;
import org.capsnet.experiments.doctor.LayerFigures;
import org.capsnet.experiments.report.Csv;
import org.capsnet.experiments.report.EpochsCsv;
import org.capsnet.experiments.statistics.Spread;
import org.capsnet.experiments.training.EpochResult;

/** The tables of an experiment as CSV files, each setting in a column of its own. */
final class ResultFiles {

    private ResultFiles() {}

    /** Writes what is known of each run, each file in one step. */
    static void write(ExperimentFolder folder, Map<StoredRun, RunStatus> runs) throws IOException {
        folder.write("runs.csv", runs(runs));
        folder.write("epochs.csv", epochs(runs));
        folder.write("summary.csv", summary(runs));
    }

    /** Writes what is known of their layers, which reads a file of every run. */
    static void writeLayers(ExperimentFolder folder, Collection<StoredRun> runs) throws IOException {
        folder.write("layers.csv", layers(folder, runs));
    }

    /** A row for every layer of every network, as it is before the first step and after the last. */
    private static String layers(ExperimentFolder folder, Collection<StoredRun> runs) {
        List<Object> header = new ArrayList<>(List.of("id", "name", "seed", "epochs", "layer"));
        header.addAll(LayerFigures.NAMES);
        StringBuilder text = new StringBuilder(Csv.row(header));
        for (StoredRun run : runs) {
            for (ExaminationRecord examination : folder.run(run.id()).examinations()) {
                for (LayerFigures layer : examination.layers()) {
                    List<Object> row = new ArrayList<>(
                            List.of(run.id(), run.name(), run.seed(), examination.epochs(), layer.layer()));
                    LayerFigures.NAMES.forEach(name -> row.add(text(layer.figure(name))));
                    text.append(Csv.row(row));
                }
            }
        }
        return text.toString();
    }

    /** A row for every run; the figures of one that isn't done are empty. */
    static String runs(Map<StoredRun, RunStatus> runs) {
        Set<String> settings =
                names(runs.keySet().stream().map(StoredRun::settings).toList());
        StringBuilder text = new StringBuilder();
        List<Object> header = new ArrayList<>(List.of("id", "name", "seed"));
        header.addAll(settings);
        header.addAll(List.of(
                "status",
                "train_loss",
                "validation_accuracy",
                "test_accuracy",
                "parameters",
                "steps",
                "seconds_per_step",
                "seconds",
                "problem",
                "note"));
        text.append(Csv.row(header));
        runs.forEach((run, status) -> {
            List<Object> row = new ArrayList<>(List.of(run.id(), run.name(), run.seed()));
            settings.forEach(name -> row.add(run.settings().getOrDefault(name, "")));
            row.add(status.state());
            row.add(status.last()
                    .map(EpochResult::trainLoss)
                    .map(String::valueOf)
                    .orElse(""));
            row.add(text(status.last().map(EpochResult::validationAccuracy).orElse(OptionalDouble.empty())));
            row.add(status.last()
                    .map(EpochResult::testAccuracy)
                    .map(String::valueOf)
                    .orElse(""));
            row.add(status.parameters());
            row.add(status.steps());
            row.add(status.secondsPerStep());
            row.add(status.seconds());
            row.add(status.problem().orElse(""));
            row.add(status.note().orElse(""));
            text.append(Csv.row(row));
        });
        return text.toString();
    }

    /** A row for every epoch that is done, of all runs. */
    static String epochs(Map<StoredRun, RunStatus> runs) {
        StringBuilder text =
                new StringBuilder("id,name,seed,").append(EpochsCsv.RUN_HEADER).append('\n');
        runs.forEach((run, status) -> status.epochs().forEach(epoch -> {
            List<Object> row = new ArrayList<>(List.of(run.id(), run.name(), run.seed()));
            row.addAll(EpochsCsv.cells(epoch));
            text.append(Csv.row(row));
        }));
        return text.toString();
    }

    /** A row for all runs that differ in their seeds alone, over those that are done. */
    static String summary(Map<StoredRun, RunStatus> runs) {
        List<Group> groups = Group.of(runs);
        Set<String> settings = names(groups.stream().map(Group::settings).toList());
        StringBuilder text = new StringBuilder();
        List<Object> header = new ArrayList<>(List.of("name"));
        header.addAll(settings);
        header.addAll(List.of("n", "unsuccessful", "parameters"));
        for (String figure : List.of("train_loss", "validation_accuracy", "test_accuracy", "seconds")) {
            header.add(figure + "_mean");
            header.add(figure + "_sd");
        }
        text.append(Csv.row(header));
        for (Group group : groups) {
            List<Object> row = new ArrayList<>(List.of(group.name()));
            settings.forEach(name -> row.add(group.settings().getOrDefault(name, "")));
            Spread accuracy = group.last(EpochResult::testAccuracy);
            row.add(accuracy.n());
            row.add(group.unsuccessful());
            row.add(group.parameters());
            for (Spread spread :
                    List.of(group.last(EpochResult::trainLoss), group.validation(), accuracy, group.seconds())) {
                row.add(text(spread.mean()));
                row.add(text(spread.deviation()));
            }
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    private static Set<String> names(Collection<? extends Map<String, String>> settings) {
        Set<String> names = new TreeSet<>();
        settings.forEach(map -> names.addAll(map.keySet()));
        return names;
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
    }
}
