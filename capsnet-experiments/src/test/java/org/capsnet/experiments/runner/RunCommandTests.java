// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.util.Modules;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.datasets.DataFileException;
import org.capsnet.datasets.Sha256;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.bench.BenchModule;
import org.capsnet.experiments.cli.CommandLineModule;
import org.capsnet.experiments.cli.CommandRunner;
import org.capsnet.experiments.cli.ErrorReport;
import org.capsnet.experiments.doctor.Doctor;
import org.capsnet.experiments.quickstart.QuickstartModule;
import org.capsnet.experiments.testing.TinyExperiment;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine;

/** The commands run, status and rerun, as far as no process has to end for it. */
class RunCommandTests {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(RunProvenance.class.getResourceAsStream("provenance.schema.json"));

    /** Summed up once for all commands, as they have one class path. */
    private static final ClassPathSums JARS = new ClassPathSums();

    @TempDir
    private Path folder;

    private Screen screen = new Screen(false);

    @Test
    void runsAllAndSumsUpOverSeeds() throws Exception {
        assertThat(run(experiment("[sum, doubled]", "[1, 2]", 2))).isZero();

        List<Map<String, String>> runs = csv("runs.csv");
        assertThat(runs).extracting(row -> row.get("name")).containsExactly("sum", "sum", "doubled", "doubled");
        assertThat(runs).extracting(row -> row.get("seed")).containsExactly("1", "2", "1", "2");
        assertThat(runs).extracting(row -> row.get("training.epochs")).containsOnly("2");
        assertThat(runs).extracting(row -> row.get("status")).containsOnly("done");
        List<Map<String, String>> epochs = csv("epochs.csv");
        assertThat(epochs).hasSize(8);
        List<Map<String, String>> summary = csv("summary.csv");
        assertThat(summary).extracting(row -> row.get("name")).containsExactly("sum", "doubled");
        double first = Double.parseDouble(runs.get(0).get("train_loss"));
        double second = Double.parseDouble(runs.get(1).get("train_loss"));
        assertThat(summary.get(0)).containsEntry("n", "2");
        assertThat(Double.parseDouble(summary.get(0).get("train_loss_mean")))
                .isCloseTo((first + second) / 2, within(1e-12));
        assertThat(Double.parseDouble(summary.get(0).get("train_loss_sd")))
                .isCloseTo(Math.abs(first - second) / Math.sqrt(2), within(1e-12));
        assertThat(screen.out()).startsWith("cell ").contains("sum      2/2").contains(" ± ");
        assertThat(screen.err().lines().toList())
                .last()
                .asString()
                .startsWith("4 runs: 4 done. Results: ")
                .endsWith("Next: capsnet report " + folder.resolve("out"));
    }

    @Test
    void everyStepHasItsLossAndTheRangeOfItsGradient() throws Exception {
        run(experiment("[sum]", "[1]", 2));

        List<Map<String, String>> steps = csv(runFolder("sum").resolve("steps.csv"));
        assertThat(steps).extracting(row -> row.get("step")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(steps).allSatisfy(row -> {
            assertThat(row.keySet()).containsExactly("step", "train_loss", "gradient_min", "gradient_max");
            assertThat(Double.parseDouble(row.get("gradient_min")))
                    .isLessThan(Double.parseDouble(row.get("gradient_max")));
        });
    }

    @Test
    void aRunWhoseRoutingHasCouplingsHasTheLargest() throws Exception {
        assertThat(run(experiment("[sum, agreeing]", "[1]", 1))).isZero();

        List<Map<String, String>> rows = csv(runFolder("agreeing").resolve("couplings.csv"));
        assertThat(rows).as("36 capsules, 20 images").hasSize(36 * 20);
        assertThat(rows.get(719)).containsEntry("image", "19").containsEntry("rank", "36");
        assertThat(runFolder("sum").resolve("couplings.csv")).doesNotExist();
    }

    @Test
    void theLayersOfARunAreExaminedBeforeAndAfterTraining() throws Exception {
        run(experiment("[sum]", "[1]", 2));

        List<Map<String, String>> layers = csv("layers.csv");
        assertThat(layers)
                .extracting(row -> row.get("epochs") + " " + row.get("layer"))
                .containsExactly("0 convolution", "0 primary", "0 stage-1", "2 convolution", "2 primary", "2 stage-1");
        assertThat(layers.get(2)).containsEntry("capsules", "10.0").containsEntry("entropy", "");
        assertThat(layers.get(2).get("length_mean")).isNotEqualTo(layers.get(5).get("length_mean"));
        assertThat(layers.get(5).get("gradient_largest")).isNotEmpty();
        assertThat(layers.get(5).get("update"))
                .as("a trained network takes no trial step")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hungry", "starving"})
    void aRunGoesOnWithoutAnExaminationThatNeedsTooMuchMemory(String routing) throws Exception {
        assertThat(run(experiment("[" + routing + "]", "[1]", 1))).isZero();

        assertThat(screen.err())
                .contains("capsnet: tiny seed 1 without examinations.json: java.lang.OutOfMemoryError: too many");
        assertThat(runFolder(routing).resolve("model.zip")).exists();
    }

    @Test
    void aTrainedRunIsDoneWithoutAnExaminationThatNeedsTooMuchMemory() throws Exception {
        assertThat(run(experiment("[insatiable]", "[1]", 1))).isZero();

        assertThat(screen.err())
                .contains("capsnet: without an examination after training: java.lang.OutOfMemoryError: too many");
    }

    @Test
    void wrongCouplingsAreToldOfAndTheRunIsDone() throws Exception {
        assertThat(run(experiment("[misleading]", "[1]", 1))).isZero();

        assertThat(screen.err())
                .contains("capsnet: without couplings.csv: The routing " + Misleading.class.getName())
                .contains(" offered couplings of shape [20, 36, 2], expected [20, 36, 10]. Report this to its author.");
        assertThat(runFolder("misleading").resolve("couplings.csv")).doesNotExist();
        assertThat(runFolder("misleading").resolve("model.zip")).exists();
    }

    @Test
    void oneSeedHasNoSpread() throws Exception {
        run(experiment("[sum]", "[1]", 1));

        assertThat(csv("summary.csv").get(0)).containsEntry("n", "1").containsEntry("test_accuracy_sd", "");
        assertThat(screen.out()).doesNotContain("±");
    }

    @Test
    void resumingDoesNothingAgain() throws Exception {
        Path file = experiment("[sum, doubled]", "[1]", 1);
        run(file);
        Map<String, Object> before = contentOfRuns();

        assertThat(run(file, "--resume")).isZero();

        assertThat(contentOfRuns()).isEqualTo(before);
        assertThat(screen.err()).startsWith("2 runs: 2 done; 0 to run into ");
    }

    @Test
    void resumingDoesWhatIsMissing() throws Exception {
        Path file = experiment("[sum, doubled]", "[1]", 1);
        run(file);
        String expected = Files.readString(runFolder("doubled").resolve("steps.csv"));
        new RunFolder(runFolder("doubled")).reset();
        Map<String, Object> done = content(runFolder("sum"));

        assertThat(run(file, "--resume")).isZero();

        assertThat(screen.err()).startsWith("2 runs: 1 pending, 1 done; 1 to run into ");
        assertThat(content(runFolder("sum"))).isEqualTo(done);
        assertThat(runFolder("doubled").resolve("steps.csv")).hasContent(expected);
    }

    @Test
    void whoeverResumesWithAnotherPluginIsTold() throws Exception {
        Path file = experiment("[sum, doubled]", "[1]", 1);
        run(file);
        new RunFolder(runFolder("doubled")).reset();
        Path provenance = runFolder("sum").resolve(RunFolder.PROVENANCE);
        String text = Files.readString(provenance);
        Files.writeString(provenance, text.replaceFirst("(?s)(\"jars\" : \\{)", "$1 \"plugin.jar\" : \"9d5e\","));

        assertThat(run(file, "--resume")).isZero();

        assertThat(screen.err())
                .contains("capsnet: sum seed 1 was done with other jars and isn't done again; runs of both in one table"
                        + " may not be comparable: plugin.jar. To do all with these, choose another folder with"
                        + " --out.");

        screen = new Screen(false);
        assertThat(run(file, "--resume")).isZero();

        assertThat(screen.err())
                .as("the same where nothing is left to do")
                .contains("0 to run", "capsnet: sum seed 1 was done with other jars");
    }

    @Test
    void whoeverDeletesTheFolderOfARunMayResumeToRunItAgain() throws Exception {
        Path file = experiment("[sum, doubled]", "[1]", 1);
        run(file);
        Path deleted = runFolder("doubled");
        String expected = Files.readString(deleted.resolve("steps.csv"));
        Files.move(deleted, folder.resolve("gone"));

        assertThat(run(file, "--resume")).isZero();

        assertThat(screen.err()).startsWith("2 runs: 1 pending, 1 done; 1 to run into ");
        assertThat(deleted.resolve("steps.csv")).hasContent(expected);
    }

    @Test
    void resultsMayBeMoved() throws Exception {
        Path file = experiment("[sum, doubled]", "[1]", 1);
        run(file);
        new RunFolder(runFolder("doubled")).reset();
        Files.move(folder.resolve("out"), folder.resolve("elsewhere"));

        assertThat(command(
                        "run",
                        file.toString(),
                        "--out",
                        folder.resolve("elsewhere").toString(),
                        "--resume"))
                .isZero();
    }

    @Test
    void resultsAreNotReplaced() throws Exception {
        Path file = experiment("[sum]", "[1]", 1);
        run(file);
        Map<String, Object> before = content(folder.resolve("out"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(file))
                .withMessage("The folder " + folder.resolve("out")
                        + " already holds this experiment, 1 run: 1 done. Use --resume to go on, or choose another with"
                        + " --out.");
        assertThat(content(folder.resolve("out"))).isEqualTo(before);
    }

    @Test
    void anotherExperimentIsRefusedAndWhatChangedIsNamed() throws Exception {
        run(experiment("[sum]", "[1]", 1));
        Map<String, Object> before = content(folder.resolve("out"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(experiment("[sum]", "[1, 2]", 2), "--resume"))
                .withMessageContaining(
                        "holds a different experiment: seed was 1, is now 1, 2; training.epochs was 1, is now 2.");
        assertThat(content(folder.resolve("out"))).isEqualTo(before);
    }

    @Test
    void runsMayBeAddedToAnExperiment() throws Exception {
        run(experiment("[sum]", "[1]", 1));
        Map<String, Object> done = content(runFolder("sum"));

        assertThat(run(experiment("[sum, doubled]", "[1, 2]", 1), "--resume")).isZero();

        assertThat(screen.err())
                .startsWith("3 runs added to the 1 of " + folder.resolve("out")
                        + "\n4 runs: 3 pending, 1 done; 3 to run into ");
        assertThat(content(runFolder("sum"))).isEqualTo(done);
        assertThat(csv("runs.csv"))
                .extracting(row -> row.get("status"))
                .containsOnly("done")
                .hasSize(4);
        assertThat(folder.resolve("out/experiment.yaml")).hasSameTextualContentAs(folder.resolve("tiny.yaml"));
        assertThat(command("status", folder.resolve("out").toString())).isZero();
        assertThat(screen.err()).endsWith("4 runs: 4 done.\n");
    }

    @Test
    void runsAreAddedOnlyWhenWantedAndNeverTakenAway() throws Exception {
        run(experiment("[sum]", "[1, 2]", 1));
        Map<String, Object> before = content(folder.resolve("out"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(experiment("[sum]", "[1, 2, 3]", 1)))
                .withMessage("The folder " + folder.resolve("out")
                        + " already holds 2 of these 3 runs. Use --resume to add the rest, or choose another with"
                        + " --out.");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(experiment("[sum]", "[1, 3]", 1), "--resume"))
                .withMessageContaining("holds a different experiment: seed was 1, 2, is now 1, 3.");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(experiment("[sum]", "[1]", 1), "--resume"))
                .withMessageContaining("holds a different experiment: seed was 1, 2, is now 1.");
        assertThat(content(folder.resolve("out"))).isEqualTo(before);
    }

    /** Its lock is held while runs are added, or one process would undo what another has added. */
    @Test
    void noRunsAreAddedWhereAnotherProcessIsAtWork() throws Exception {
        run(experiment("[sum]", "[1]", 1));
        Map<String, Object> before = content(folder.resolve("out"));

        try (FolderLock lock = FolderLock.take(folder.resolve("out"), "")) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> run(experiment("[sum]", "[1, 2]", 1), "--resume"))
                    .withMessageContaining(" is at work on an experiment in ");
        }
        assertThat(content(folder.resolve("out"))).isEqualTo(before);
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/thesis.tex"), "mine");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(experiment("[sum]", "[1]", 1)))
                .withMessageContaining("files in it that are no experiment's");
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**thesis.tex");
    }

    @ParameterizedTest
    @CsvSource({"0, must be 1 to 256 but is 0", "257, must be 1 to 256 but is 257", "two, 'two' is not a"})
    void aWrongNumberOfJobsIsRefusedBeforeAnythingIsWritten(String jobs, String message) throws Exception {
        Path file = experiment("[sum]", "[1]", 1);

        assertThatException().isThrownBy(() -> run(file, "--jobs", jobs)).withMessageContaining(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void withoutTheImagesNothingIsWritten() throws Exception {
        Path file = experiment("[sum]", "[1]", 1);
        Files.writeString(file, Files.readString(file).replace("data: {", "data: {set: cifar10, "));

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> run(file))
                .withMessageContaining("capsnet data get cifar10");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void afterAFailureTheOthersGoOnAndAllFailuresAreListed() throws Exception {
        Path file = experiment("[failing, sum, diverging]", "[1]", 1);

        assertThat(run(file)).isEqualTo(1);

        assertThat(csv("runs.csv")).extracting(row -> row.get("status")).containsExactly("failed", "done", "diverged");
        assertThat(csv("summary.csv").get(2)).containsEntry("n", "0").containsEntry("unsuccessful", "1");
        List<String> lines = screen.err().lines().toList();
        assertThat(lines.get(1)).startsWith("failing seed 1 (1/3)  epoch 1/1  failed at step 1: ");
        assertThat(lines.get(lines.size() - 3))
                .startsWith("failing seed 1 failed at step 1: ")
                .contains("IllegalStateException: boom")
                .endsWith("See: " + runFolder("failing").resolve("log.txt"));
        assertThat(lines.get(lines.size() - 2)).startsWith("diverging seed 1 diverged at step 1: ");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("3 runs: 1 done, 1 failed, 1 diverged.")
                .contains("--retry-failed");
        assertThat(runFolder("failing").resolve("log.txt")).content().contains("\tat ", "boom");
        assertThat(screen.err()).doesNotContain("\tat ");
    }

    @Test
    void failedRunsAreDoneAgainOnlyWhenWanted() throws Exception {
        Path file = experiment("[failing, sum]", "[1]", 1);
        run(file);
        Object log = content(runFolder("failing")).get("log.txt");

        assertThat(run(file, "--resume")).isEqualTo(1);
        assertThat(screen.err()).startsWith("2 runs: 1 done, 1 failed; 0 to run into ");
        assertThat(content(runFolder("failing"))).containsEntry("log.txt", log);

        assertThat(run(file, "--retry-failed")).isEqualTo(1);
        assertThat(screen.err()).startsWith("2 runs: 1 pending, 1 done; 1 to run into ");
        assertThat(content(runFolder("failing")).get("log.txt")).isNotEqualTo(log);
    }

    @Test
    void failingFastLeavesTheOthersToGoOnWith() throws Exception {
        Path file = experiment("[failing, sum]", "[1]", 1);

        assertThat(run(file, "--fail-fast")).isEqualTo(1);
        assertThat(csv("runs.csv")).extracting(row -> row.get("status")).containsExactly("failed", "pending");

        assertThat(run(file, "--resume")).isEqualTo(1);
        assertThat(csv("runs.csv")).extracting(row -> row.get("status")).containsExactly("failed", "done");
    }

    @Test
    void aSecondProcessIsRefusedWithThePidOfTheFirst() throws Exception {
        Path file = experiment("[sum]", "[1]", 1);
        run(file);
        new RunFolder(runFolder("sum")).reset();
        String pid = "Process " + ProcessHandle.current().pid() + " is at work on ";

        try (FolderLock lock = FolderLock.take(folder.resolve("out"), "")) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> run(file, "--resume"))
                    .withMessageStartingWith(pid + "an experiment in " + folder.resolve("out"));
        }
        try (FolderLock lock = FolderLock.take(runFolder("sum"), "")) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> run(file, "--resume"))
                    .withMessageStartingWith(pid + "the run tiny seed 1 in " + runFolder("sum"));
        }
        assertThat(run(file, "--resume")).isZero();
    }

    @Test
    void statusTellsOfEveryRun() throws Exception {
        run(experiment("[failing, sum]", "[1]", 2), "--fail-fast");

        assertThat(command("status", folder.resolve("out").toString())).isZero();
        assertThat(screen.out()).contains("failing     1  failed      0/2").contains("sum         1  pending     0/2");
        assertThat(screen.err()).endsWith("2 runs: 1 pending, 1 failed.\n");

        assertThat(command("status", folder.resolve("out").toString(), "--json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(screen.out());
        assertThat(json.get("runs").get(0).get("state").asText()).isEqualTo("failed");
        assertThat(json.get("runs").get(0).get("problem").asText()).contains("boom");
    }

    /** A program that reads the plan reads the results too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\": \"tiny\"",
                "{\"name\": \"tiny\", \"runs\": {}}",
                "{\"name\": \"tiny\", \"runs\": [{}]}"
            })
    void aPlanThatIsEmptyOrSomethingElseIsNamed(String text) throws Exception {
        Path file = folder.resolve("experiment.json");
        Files.writeString(file, text);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("status", folder.toString()))
                .withMessageStartingWith("Can't read " + file + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"state\": \"lost\"}", "{\"state\": \"done\", \"steps\": []}"})
    void aStatusThatIsEmptyOrSomethingElseIsNamed(String text) throws Exception {
        Path file = ResultFolder.plan(folder.resolve("out"), experiment("[dynamic]", "[1]", 1), null)
                .with("tiny", 1, "status.json", text)
                .file("tiny", 1, "status.json");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("status", folder.resolve("out").toString()))
                .withMessageStartingWith("Can't read " + file + ": ");
    }

    @Test
    void settingsHaveTheTypesOfThePlan() throws Exception {
        Path file = experiment("[agreeing]", "[1]", 1);
        command("plan", file.toString(), "--json");
        Map<String, JsonNode> planned =
                settings(new ObjectMapper().readTree(screen.out()).get(0));
        planned.remove("seed");

        run(file, "--json");
        assertThat(settings(
                        new ObjectMapper().readTree(screen.out()).get("runs").get(0)))
                .isEqualTo(planned);
        command("status", folder.resolve("out").toString(), "--json");
        Map<String, JsonNode> settings =
                settings(new ObjectMapper().readTree(screen.out()).get("runs").get(0));
        assertThat(settings).isEqualTo(planned);
        assertThat(settings.get("data.shift").isInt()).isTrue();
        assertThat(settings.get("network.skip").isBoolean()).isTrue();
        assertThat(settings.get("network.stages").get(0).get("dimensions").asInt())
                .isEqualTo(2);
        assertThat(settings.get("data.set").isTextual()).isTrue();
    }

    private static Map<String, JsonNode> settings(JsonNode run) {
        Map<String, JsonNode> settings = new TreeMap<>();
        run.get("settings").fields().forEachRemaining(setting -> settings.put(setting.getKey(), setting.getValue()));
        return settings;
    }

    @Test
    void whereNoExperimentIsTheMessageSaysWhereOneIs() throws Exception {
        Path file = experiment("[sum]", "[1]", 1);
        run(file);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("status", folder.toString()))
                .withMessage("No experiment in " + folder + "; did you mean " + folder.resolve("out") + "?");
        for (String name : List.of("a", "b", "c")) {
            Files.createDirectories(folder.resolve(name));
            Files.copy(
                    folder.resolve("out/experiment.json"), folder.resolve(name).resolve("experiment.json"));
        }
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("status", folder.toString()))
                .withMessage("No experiment in " + folder + "; did you mean " + folder.resolve("a") + ", "
                        + folder.resolve("b") + " or " + folder.resolve("c") + "?");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("status", folder.resolve("out/runs").toString()))
                .withMessage("No experiment in " + folder.resolve("out/runs")
                        + ". Give a folder that capsnet run has written, such as results/NAME.");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("status", file.toString()))
                .withMessage(file + " is a file. Give a folder that capsnet run has written, such as results/NAME.");
    }

    @Test
    void runsToLookAtAreToldApartByTheirSeeds() throws Exception {
        run(experiment("[sum]", "[1, 2]", 1));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> command("look", folder.resolve("out").toString(), "--image", "0"))
                .withMessageContaining("2 runs that are done. Choose one with --run ID: ")
                .withMessageContaining(" (tiny seed 1, done)")
                .withMessageContaining(" (tiny seed 2, done)");
    }

    @Test
    void thePageOfALookSaysHowManyCapsulesAreShort() throws Exception {
        run(experiment("[sum]", "[1]", 1));

        assertThat(command("look", folder.resolve("out").toString(), "--image", "0"))
                .isZero();

        assertThat(runFolder("sum").resolve("look-0.html"))
                .content()
                .containsPattern("primary: of 36 capsules, \\d+ are shorter than 0\\.001 and \\d+ longer than 0\\.99; "
                        + "stage-1: of 10 capsules, \\d+ are shorter");
    }

    @Test
    void rerunGivesTheSameFromTheFolderOfTheRunAlone() throws Exception {
        run(experiment("[sum]", "[3]", 2));
        Path moved = Files.move(runFolder("sum"), folder.resolve("copied"));

        assertThat(command("rerun", moved.toString())).isZero();

        assertThat(screen.out())
                .endsWith("The results are identical to the last bit.\n")
                .doesNotContain("result:");
        assertThat(folder.resolve("copied-rerun/model.zip")).hasSameBinaryContentAs(folder.resolve("copied/model.zip"));
    }

    @Test
    void rerunComparesCouplings() throws Exception {
        run(experiment("[agreeing]", "[3]", 1));
        Path run = runFolder("agreeing");
        Files.delete(run.resolve("couplings.csv"));

        assertThat(command("rerun", run.toString())).isEqualTo(1);

        assertThat(screen.out()).contains("result: couplings.csv differs").doesNotContain("steps.csv", "model.zip");
    }

    @Test
    void rerunSaysWhatDiffers() throws Exception {
        run(experiment("[sum]", "[3]", 1));
        Path run = runFolder("sum");
        for (String name : List.of("status.json", "provenance.json")) {
            String text = Files.readString(run.resolve(name));
            Files.writeString(
                    run.resolve(name),
                    text.replaceFirst("(\"test_accuracy\" : )[^,]+", "$10.77")
                            .replaceFirst("(\"processor\" : )[^,]+", "$1\"Z80\""));
        }

        assertThat(command("rerun", run.toString())).isEqualTo(1);

        assertThat(screen.out())
                .contains("environment: processor was Z80, is now ")
                .contains("result: epoch 1: test accuracy was 0.77, is now ")
                .endsWith("The results differ.\n");
    }

    @Test
    void theProvenanceOfARunSaysWhatItTakesToDoItAgain() throws Exception {
        run(experiment("[sum]", "[3]", 1));

        String text = Files.readString(runFolder("sum").resolve("provenance.json"));
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.get("command").asText()).startsWith("capsnet run ");
        assertThat(json.get("configuration").get("training.epochs").asText()).isEqualTo("1");
        assertThat(json.get("seeds").get("shuffle").asLong()).isEqualTo(3);
        assertThat(json.get("data").get("train").get("sha256").asText()).hasSize(64);
        assertThat(json.get("data").get("test").get("images").asInt()).isEqualTo(20);
        assertThat(json.get("deterministic").asBoolean()).isTrue();
        assertThat(json.get("git").get("commit").isNull())
                .isEqualTo(!json.get("git").get("reason").isNull());
        assertThat(json.get("environment").get("threads").asInt()).isPositive();
        assertThat(json.get("environment").get("blas").asText()).isNotEmpty();
        assertThat(json.get("jars").fieldNames())
                .toIterable()
                .anySatisfy(name -> assertThat(name).startsWith("nd4j-native-"));
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(OffsetDateTime.parse(json.get("ended").asText()))
                .isAfter(OffsetDateTime.parse(json.get("started").asText()));
        assertThat(json.get("seconds").asDouble()).isPositive();
        assertThat(json.get("parameters").asLong()).isPositive();
        // No environment variable but those that decide on the result: there may be secrets in them.
        assertThat(text).doesNotContain(System.getenv("PATH"));
    }

    @Test
    void aRunWithACollapsedLayerGoesOnWithANote() throws Exception {
        assertThat(run(experiment("[faint, sum]", "[1]", 1))).isZero();

        List<Map<String, String>> runs = csv("runs.csv");
        assertThat(runs).extracting(row -> row.get("status")).containsOnly("done");
        assertThat(runs.get(0).get("note")).startsWith("collapsed at step 1: layer stage-1: all capsules dead");
        assertThat(runs.get(1).get("note")).isEmpty();
        assertThat(screen.err())
                .contains("faint seed 1 (1/2)  epoch 1/1  collapsed at step 1: layer stage-1: all capsules dead");

        assertThat(command("status", folder.resolve("out").toString())).isZero();

        assertThat(screen.err().lines().toList())
                .first()
                .asString()
                .startsWith("faint seed 1 collapsed at step 1: layer stage-1: all capsules dead");
    }

    private Path experiment(String routings, String seeds, int epochs) throws IOException {
        return TinyExperiment.write(folder.resolve("tiny.yaml"), routings, seeds, epochs);
    }

    private int run(Path file, String... options) {
        List<String> words = new ArrayList<>(
                List.of("run", file.toString(), "--out", folder.resolve("out").toString()));
        words.addAll(List.of(options));
        return command(words.toArray(String[]::new));
    }

    private int command(String... words) {
        screen = new Screen(false);
        ErrorReport errors = new ErrorReport(screen.terminal(), false);
        RoutingCatalog catalog = RoutingCatalog.of(List.of(
                new Plugin("sum", new Sum()),
                new Plugin("doubled", new Doubled()),
                new Plugin("faint", new Faint()),
                new Plugin("agreeing", new Agreeing(2)),
                new Plugin("misleading", new Misleading()),
                new Plugin("hungry", new Hungry(true, false)),
                new Plugin("starving", new Hungry(false, false)),
                new Plugin("insatiable", new Hungry(false, true)),
                new Plugin("failing", new Failing()),
                new Plugin("diverging", new Diverging())));
        CommandRunner runner = Guice.createInjector(
                        Modules.override(new CommandLineModule(screen.terminal(), errors))
                                .with(new AbstractModule() {
                                    @Override
                                    protected void configure() {
                                        bind(RoutingCatalog.class).toInstance(catalog);
                                    }
                                }),
                        new QuickstartModule(),
                        new BenchModule(),
                        Modules.override(new RunnerModule())
                                .with(binder -> binder.bind(ClassPathSums.class).toInstance(JARS)))
                .getInstance(CommandRunner.class);
        try {
            return runner.run(words);
        } catch (CommandLine.ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private Path runFolder(String routing) throws IOException {
        StoredPlan plan = StoredPlan.parse(Files.readString(folder.resolve("out/experiment.json")));
        String id = plan.runs().stream()
                .filter(run -> run.settings().get("routing.name").equals(routing))
                .findFirst()
                .orElseThrow()
                .id();
        return folder.resolve("out/runs").resolve(id);
    }

    private Map<String, Object> contentOfRuns() throws IOException {
        return content(folder.resolve("out/runs"));
    }

    /** Of each file, what is in it and when it was written. */
    private static Map<String, Object> content(Path root) throws IOException {
        Map<String, Object> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(FolderLock.FILE))
                    .toList()) {
                content.put(
                        root.relativize(file).toString(), List.of(Sha256.of(file), Files.getLastModifiedTime(file)));
            }
        }
        return content;
    }

    private List<Map<String, String>> csv(String name) throws IOException {
        return csv(folder.resolve("out").resolve(name));
    }

    private static List<Map<String, String>> csv(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] header = cells(lines.get(0));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = cells(line);
            assertThat(cells).hasSameSizeAs(header);
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < header.length; column++) {
                row.put(header[column], cells[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static String[] cells(String line) {
        return line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    }

    private record Plugin(String name, Routing defaults) implements RoutingPlugin {
        @Override
        public String summary() {
            return "For tests.";
        }

        @Override
        public String paper() {
            return "unpublished";
        }
    }

    public record Sum() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash());
        }
    }

    public record Doubled() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(2).squash());
        }
    }

    public record Faint() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(1e-8).squash());
        }
    }

    public record Agreeing(int iterations) implements AgreementRouting {
        @Override
        public Tensor output(Tensor s, RoutingInput input) {
            return s.squash();
        }
    }

    public record Misleading() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            input.observe("couplings", input.poses());
            return Capsules.of(input.votes().sum().squash());
        }
    }

    /**
     * Finds no memory for an examination.
     *
     * @param made when the network is made, or for its first batch
     * @param trained after the training, or before
     */
    public record Hungry(boolean made, boolean trained) implements Routing {

        @Override
        public Capsules route(RoutingInput input) {
            requireMemory(true);
            return Capsules.of(input.votes().sum().squash());
        }

        @Override
        public double gain(CapsuleShape shape) {
            requireMemory(false);
            return Routing.super.gain(shape);
        }

        private void requireMemory(boolean forBatch) {
            String work = trained ? "measure" : "examineUntrained";
            if (made != forBatch
                    && StackWalker.getInstance()
                            .walk(frames -> frames.anyMatch(
                                    frame -> frame.getClassName().equals(Doctor.class.getName())
                                            && frame.getMethodName().equals(work)))) {
                throw new OutOfMemoryError("too many");
            }
        }
    }

    public record Failing() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            throw new IllegalStateException("boom");
        }
    }

    public record Diverging() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(
                    input.votes().sum().times(Double.POSITIVE_INFINITY).squash());
        }
    }
}
