// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.TinyExperiment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Runs whose process ends in every way, and that go on. Each is held against one that nothing happened to. */
@Tag("slow")
class RunProcessTests {

    /** So many steps that a run is still at it when its process is looked at. */
    private static final int EPOCHS = 24;

    private static final int SIGNAL_SECONDS = 5;

    /** Results of the experiment without any interruption. */
    private static Path whole;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void runWhole(@TempDir Path folder) throws Exception {
        whole = folder.resolve("results");
        CommandLineProcess.in(folder)
                .run("run", write(folder).toString(), "--out", whole.toString())
                .succeeded();
    }

    @BeforeEach
    void writeExperiment() throws IOException {
        file = write(folder);
    }

    private static Path write(Path folder) throws IOException {
        return TinyExperiment.write(folder.resolve("tiny.yaml"), "[adaptive-lambda]", "[1]", EPOCHS);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aRunThatIsKilledAgainAndAgainEndsWithTheSameWeightsAndFigures() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kills = 0;
        for (; kills < 5; kills++) {
            Process process = start("killed", "--resume", "--checkpoint-every", "2");
            if (!waitForCheckpoint(process, "killed")) {
                break;
            }
            Thread.sleep(random.nextInt(400));
            process.destroyForcibly().waitFor();
        }

        Result result = run("killed", "--resume").succeeded();

        assertThat(kills).as("kills of a run that wasn't done").isPositive();
        assertThat(result.err()).contains("goes on after step ");
        assertSameResults("killed", whole, "kills at random moments, seed " + seed);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalKeepsACheckpointAndEndsWithItsExitCode(String signal, int exitCode) throws Exception {
        Process process = start("signalled");
        assertThat(waitForCheckpoint(process, "signalled")).isTrue();

        signal(process, signal);

        assertThat(process.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS))
                .as("ends within %d s", SIGNAL_SECONDS)
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(exitCode);
        assertThat(output("signalled").lines().toList())
                .last()
                .asString()
                .startsWith("Interrupted. Go on with: capsnet run ")
                .endsWith(" --resume");
        assertThat(new RunFolder(runFolder("signalled")).status().state()).isEqualTo(RunState.INTERRUPTED);
        run("signalled", "--resume").succeeded();
        assertThatBothProcessesAreInTheProvenance("signalled");
        assertSameResults("signalled", whole, signal);
    }

    private void assertThatBothProcessesAreInTheProvenance(String out) throws IOException {
        JsonNode provenance = new ObjectMapper()
                .readTree(runFolder(out).resolve(RunFolder.PROVENANCE).toFile());
        assertThat(provenance.get("sessions"))
                .hasSize(2)
                .satisfiesExactly(
                        first -> {
                            assertThat(first.get("from_step").asInt()).isZero();
                            assertThat(first.get("command").asText()).doesNotContain("--resume");
                        },
                        second -> {
                            assertThat(second.get("from_step").asInt()).isPositive();
                            assertThat(second.get("command").asText()).endsWith("--resume");
                        });
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDamagedCheckpointIsLeftForTheOneBeforeAndDamagedNotesAreDoneWithout() throws Exception {
        Process process = start("damaged");
        assertThat(waitForCheckpoint(process, "damaged")).isTrue();
        process.destroyForcibly().waitFor();
        List<Path> checkpoints = checkpoints("damaged");
        assertThat(checkpoints).hasSize(2);
        Path last = checkpoints.get(1);
        try (RandomAccessFile content = new RandomAccessFile(last.toFile(), "rw")) {
            content.seek(content.length() / 2);
            int old = content.read();
            content.seek(content.length() / 2);
            content.write(~old);
        }
        Path notes = Files.writeString(runFolder("damaged").resolve(RunFolder.PROVENANCE), "");

        Result result = run("damaged", "--resume").succeeded();

        assertThat(result.err())
                .contains("The checkpoint " + last + " is damaged (")
                .contains("goes on without knowing how it began: Can't read " + notes + ": it is empty.");
        assertSameResults("damaged", whole, "a flipped byte");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aFullDiskIsNamedAndTheCheckpointBeforeIsStillThere() throws Exception {
        Process process = start("full", "--checkpoint-every", "2");
        assertThat(waitForCheckpoint(process, "full")).isTrue();
        signal(process, "TERM");
        process.waitFor();
        Path run = files(folder.resolve("full/runs")).get(0);
        List<Path> before = files(run.resolve("checkpoints"));

        Result result = CommandLineProcess.in(folder).withLargestFile(20 * 1024).run(words("full", "--resume"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("The checkpoint can't be written to " + run + ": File too large.")
                .doesNotContain("Exception");
        assertThat(files(run.resolve("checkpoints"))).isEqualTo(before);
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.sorted().toList();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void severalProcessesGiveWhatOneGives() throws Exception {
        TinyExperiment.write(file, "[adaptive-lambda, dynamic]", "[1, 2]", 2);

        run("one").succeeded();
        Result result = run("several", "--jobs", "2").succeeded();

        assertSameResults("several", folder.resolve("one"), "--jobs 2");
        assertThat(result.err().lines())
                .as("which of the whole each run is, and what is left of all")
                .anySatisfy(line -> assertThat(line).startsWith("adaptive-lambda seed 1 (1/4)  epoch 2/2  loss "))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("dynamic seed 2 (4/4)  epoch 2/2  loss ")
                        .endsWith(" 0:00 left"));
        assertThat(result.err()).contains("4 runs: 4 done.").doesNotContain("\u001b", "\r");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void severalProcessesAreStoppedTogetherAndGoOn() throws Exception {
        TinyExperiment.write(file, "[adaptive-lambda, dynamic]", "[1]", EPOCHS);
        Process process = start("several", "--jobs", "2");
        assertThat(waitForCheckpoint(process, "several")).isTrue();

        signal(process, "INT");

        assertThat(process.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        run("several", "--resume", "--jobs", "2").succeeded();
        run("one").succeeded();
        assertSameResults("several", folder.resolve("one"), "SIGINT");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void childrenOfAKilledProcessStop() throws Exception {
        Process process = start("orphan", "--jobs", "2");
        assertThat(waitForCheckpoint(process, "orphan")).isTrue();
        List<ProcessHandle> children = process.children().toList();
        assertThat(children).isNotEmpty();

        process.destroyForcibly().waitFor();

        for (ProcessHandle child : children) {
            child.onExit().get(SIGNAL_SECONDS, TimeUnit.SECONDS);
        }
        run("orphan", "--resume").succeeded();
        assertSameResults("orphan", whole, "kill -9 of the parent");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSecondProcessIsRefused() throws Exception {
        Process process = start("shared");
        assertThat(waitForCheckpoint(process, "shared")).isTrue();

        Result second = run("shared", "--resume").failedWithOneLine();

        assertThat(second.err()).contains("Process " + process.pid() + " is at work on an experiment in ");
        process.destroyForcibly().waitFor();
    }

    private Result run(String out, String... options) throws IOException, InterruptedException {
        return CommandLineProcess.in(folder).run(words(out, options));
    }

    private Process start(String out, String... options) throws IOException {
        return CommandLineProcess.in(folder).start(folder.resolve(out + ".txt"), words(out, options));
    }

    private String output(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".txt"));
    }

    private String[] words(String out, String... options) {
        List<String> words = new ArrayList<>(
                List.of("run", file.toString(), "--out", folder.resolve(out).toString()));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until the process has written one or more checkpoints; false if it ended before. */
    private boolean waitForCheckpoint(Process process, String out) throws IOException, InterruptedException {
        List<Path> before = checkpoints(out);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            List<Path> now = checkpoints(out);
            if (now.size() == 2 && !now.equals(before)) {
                return true;
            }
            if (!process.isAlive()) {
                return false;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("no checkpoint within a minute: " + output(out));
    }

    private List<Path> checkpoints(String out) throws IOException {
        Path runs = folder.resolve(out).resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(file -> file.getFileName().toString().matches("step-.*zip"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException deletedMeanwhile) {
            return List.of();
        }
    }

    private Path runFolder(String out) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(out).resolve("runs"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private void assertSameResults(String out, Path expected, String why) throws IOException {
        try (Stream<Path> runs = Files.list(expected.resolve("runs"))) {
            for (Path run : runs.toList()) {
                Path other = folder.resolve(out).resolve("runs").resolve(run.getFileName());
                for (String name : List.of(RunFolder.MODEL, RunFolder.STEPS)) {
                    assertThat(other.resolve(name)).as("%s of %s", name, why).hasSameBinaryContentAs(run.resolve(name));
                }
                if (Files.exists(run.resolve(RunFolder.COUPLINGS))) {
                    assertThat(other.resolve(RunFolder.COUPLINGS))
                            .as("couplings of %s", why)
                            .hasSameBinaryContentAs(run.resolve(RunFolder.COUPLINGS));
                }
                assertThat(epochs(other)).as(why).isEqualTo(epochs(run));
            }
        }
    }

    /** All but the seconds. */
    private static List<String> epochs(Path run) throws IOException {
        return Files.readAllLines(run.resolve(RunFolder.EPOCHS)).stream()
                .map(line -> line.replaceFirst(",[^,]*$", ""))
                .toList();
    }
}
