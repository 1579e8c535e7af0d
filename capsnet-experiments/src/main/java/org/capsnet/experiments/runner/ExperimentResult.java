// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.capsnet.experiments.experiment.SettingJson;
import org.capsnet.experiments.report.Numbers;
import org.capsnet.experiments.report.TextTable;
import org.capsnet.experiments.statistics.Spread;
import org.capsnet.experiments.training.EpochResult;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.util.RawValue;

/** The runs of an experiment and where each of them is. */
public final class ExperimentResult {

    private final StoredPlan plan;
    private final ExperimentFolder folder;
    private final Map<StoredRun, RunStatus> runs;

    ExperimentResult(StoredPlan plan, ExperimentFolder folder, Map<StoredRun, RunStatus> runs) {
        this.plan = plan;
        this.folder = folder;
        this.runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    }

    /** The experiment's name. */
    public String name() {
        return plan.name();
    }

    /** Where the results are. */
    public Path path() {
        return folder.path();
    }

    /** The experiment file as it was when the runs were planned. */
    public Path file() {
        return folder.file();
    }

    /** The file that was run, if it is still there and isn't as it was. */
    public Optional<Path> changedFile() {
        Optional<Path> given = plan.file().map(Path::of).filter(Files::isRegularFile);
        try {
            return given.isPresent() && Files.mismatch(given.get(), file()) >= 0 ? given : Optional.empty();
        } catch (IOException e) {
            // Whether it has changed can't be seen, and nothing depends on it.
            return Optional.empty();
        }
    }

    /** The runs in the order of the file. */
    public List<RunRecord> records() {
        return runs.entrySet().stream()
                .map(entry -> new RunRecord(
                        entry.getKey(),
                        entry.getValue(),
                        folder.run(entry.getKey().id())))
                .toList();
    }

    /** Whether some run failed or diverged. */
    public boolean hasUnsuccessful() {
        return runs.values().stream().anyMatch(status -> status.state().isUnsuccessful());
    }

    /** Whether all runs are done. */
    public boolean isComplete() {
        return runs.values().stream().allMatch(status -> status.state() == RunState.DONE);
    }

    /** {@code 8 runs: 5 done, 1 failed, 2 pending}. */
    public String counts() {
        String counts =
                RunState.counted(runs.values().stream().map(RunStatus::state).toList(), List.of(RunState.values()));
        return runs.size() + (runs.size() == 1 ? " run: " : " runs: ") + counts;
    }

    /** A line for every run that failed or diverged. */
    public List<String> problems() {
        return runs.entrySet().stream()
                .filter(entry -> entry.getValue().state().isUnsuccessful())
                .map(entry -> entry.getKey().title() + " "
                        + entry.getValue().problem().orElse("") + " See: " + log(entry.getKey()))
                .toList();
    }

    /** A line for every run in which a layer collapsed. */
    public List<String> notes() {
        return runs.entrySet().stream()
                .flatMap(entry -> entry.getValue().note().stream()
                        .map(note -> entry.getKey().title() + " " + note))
                .toList();
    }

    private Path log(StoredRun run) {
        return folder.run(run.id()).file(RunFolder.LOG);
    }

    /** A row for all runs that differ in their seeds alone. */
    public TextTable summary() {
        TextTable table = new TextTable()
                .text("cell")
                .number("n")
                .number("test accuracy")
                .number("train loss")
                .number("parameters")
                .number("time");
        for (Group group : Group.of(runs)) {
            Spread accuracy = group.last(EpochResult::testAccuracy);
            table.row(
                    group.name(),
                    accuracy.n() + "/" + group.statuses().size(),
                    accuracy.n() == 0 ? states(group) : percent(accuracy),
                    decimals(group.last(EpochResult::trainLoss)),
                    Numbers.count(group.parameters()),
                    group.seconds().mean().isPresent()
                            ? Numbers.duration(group.seconds().mean().getAsDouble())
                            : "");
        }
        return table;
    }

    /** A row for every run. */
    public TextTable table() {
        TextTable table = new TextTable()
                .text("id")
                .text("cell")
                .number("seed")
                .text("state")
                .number("epochs")
                .number("steps")
                .number("test accuracy");
        runs.forEach((run, status) -> table.row(
                run.id(),
                run.name(),
                String.valueOf(run.seed()),
                status.state().toString(),
                status.epochs().size() + "/" + run.settings().getOrDefault("training.epochs", "?"),
                Numbers.count(status.steps()),
                status.epochs().isEmpty()
                        ? ""
                        : Numbers.percent(
                                status.epochs().get(status.epochs().size() - 1).testAccuracy())));
        return table;
    }

    /** The same for programs, with the names of the CSV columns. */
    public String json() {
        ObjectNode root = Json.object();
        root.put("name", plan.name());
        root.put("out", folder.path().toString());
        ArrayNode array = root.putArray("runs");
        runs.forEach((run, status) -> {
            ObjectNode node = array.addObject();
            node.put("id", run.id());
            node.put("name", run.name());
            node.put("seed", run.seed());
            node.put("folder", folder.run(run.id()).path().toString());
            status.put(node);
            ObjectNode settings = node.putObject("settings");
            run.settings().forEach((name, value) -> settings.putRawValue(name, new RawValue(SettingJson.text(value))));
        });
        ArrayNode groups = root.putArray("summary");
        for (Group group : Group.of(runs)) {
            ObjectNode node = groups.addObject();
            Spread accuracy = group.last(EpochResult::testAccuracy);
            node.put("name", group.name());
            node.put("n", accuracy.n());
            node.put("unsuccessful", group.unsuccessful());
            node.put(
                    "test_accuracy_mean",
                    accuracy.mean().isPresent() ? accuracy.mean().getAsDouble() : null);
            node.put(
                    "test_accuracy_sd",
                    accuracy.deviation().isPresent() ? accuracy.deviation().getAsDouble() : null);
        }
        return Json.text(root);
    }

    private static String states(Group group) {
        return group.statuses().stream()
                .map(status -> status.state().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String percent(Spread spread) {
        String mean = Numbers.percent(spread.mean().orElseThrow());
        return spread.deviation().isEmpty()
                ? mean
                : mean.replace(
                        " %",
                        String.format(
                                Locale.ROOT,
                                " ± %.1f %%",
                                100 * spread.deviation().getAsDouble()));
    }

    private static String decimals(Spread spread) {
        return spread.mean().isPresent() ? Numbers.decimals(spread.mean().getAsDouble(), 4) : "";
    }
}
