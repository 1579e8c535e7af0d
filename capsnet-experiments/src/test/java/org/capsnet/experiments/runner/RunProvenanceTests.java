// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.experiment.RunConfiguration;
import org.capsnet.experiments.testing.TinyExperiment;
import org.capsnet.experiments.training.Fixtures;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProvenanceTests {

    private static final WorkingTree NO_TREE = new WorkingTree(Optional.empty(), "", "no git here");

    @TempDir
    private Path folder;

    @TempDir
    private Path others;

    @Test
    void everyProcessHasTheChangesOfItsOwnSource() throws IOException {
        write(0, List.of(), "-one\n");
        write(10, sessions(), "-two\n");
        write(20, sessions(), "-one\n");
        write(30, sessions(), "");

        List<Optional<String>> files =
                sessions().stream().map(RunOrigin.Session::changes).toList();
        assertThat(folder.resolve(files.get(0).orElseThrow())).hasContent("-one");
        assertThat(folder.resolve(files.get(1).orElseThrow())).hasContent("-two");
        assertThat(files.get(2)).isEqualTo(files.get(0));
        assertThat(files.get(3)).isEmpty();
        assertThat(sessions()).extracting(RunOrigin.Session::fromStep).containsExactly(0, 10, 20, 30);
    }

    @Test
    void theFileThatAnOlderProgramWroteForAllProcessesIsKeptAndNamed() throws IOException {
        Files.writeString(folder.resolve(RunFolder.PROVENANCE), """
                {"sessions": [{"started": "", "from_step": 0, "command": "", "commit": "abc", "changed": true}]}
                """);
        Files.writeString(folder.resolve("git.diff"), "-old\n");

        write(10, sessions(), "-new\n");

        assertThat(sessions().get(0).changes()).contains("git.diff");
        assertThat(diffs()).hasSize(2);
    }

    @Test
    void aRunThatBeginsAnewHasNoChangesOfAnEarlierOne() throws IOException {
        Files.writeString(folder.resolve("git.diff"), "-old\n");
        write(0, List.of(), "-one\n");
        assertThat(diffs()).hasSize(1);

        write(0, List.of(), "");

        assertThat(diffs()).isEmpty();
    }

    @Test
    void aRunThatIsForgottenLeavesNoNotes() throws IOException {
        write(0, List.of(), "-one\n");

        new RunFolder(folder).reset();

        assertThat(folder).isEmptyDirectory();
    }

    private void write(int steps, List<RunOrigin.Session> earlier, String diff) throws IOException {
        Path file = TinyExperiment.write(others.resolve("tiny.yaml"), "[dynamic]", "[1]", 1);
        RunConfiguration configuration = new ExperimentReader(RoutingCatalog.load())
                .read(file, Optional.empty(), List.of())
                .cells()
                .get(0)
                .configuration();
        RunProvenance.write(
                new RunFolder(folder),
                configuration,
                Fixtures.plan(1),
                "capsnet run",
                OffsetDateTime.now(),
                earlier,
                steps,
                new Surroundings(Map.of(), Map.of(), new WorkingTree(Optional.of("abc"), diff, "")));
    }

    private List<RunOrigin.Session> sessions() {
        return RunProvenance.read(new RunFolder(folder)).orElseThrow().sessions();
    }

    private List<Path> diffs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".diff")).toList();
        }
    }

    @Test
    void aGpuThatAnOlderProgramDidNotNoteIsNotTakenForAnother() throws IOException {
        Files.writeString(folder.resolve(RunFolder.PROVENANCE), """
                {"environment": {"backend": "JCublasBackend"}}
                """);
        RunOrigin before = RunProvenance.read(new RunFolder(folder)).orElseThrow();

        assertThat(RunProvenance.changedSince(
                        before,
                        new Surroundings(Map.of("backend", "JCublasBackend", "gpus", "Voodoo"), Map.of(), NO_TREE)))
                .isEmpty();
    }

    @Test
    void whatMayChangeTheLastDigitsOfARunThatGoesOnIsNamed() throws IOException {
        Files.writeString(folder.resolve(RunFolder.PROVENANCE), """
                {
                  "environment": {"gpus": "Voodoo", "processor": "Z80", "threads": "1", "cores": "1", "java": "17"},
                  "jars": {"same.jar": "aa", "other.jar": "bb", "gone.jar": "cc"}
                }
                """);
        Map<String, String> facts =
                Map.of("processor", "6502", "threads", "1", "cores", "2", "java", "21", "gpus", "Voodoo 2");
        Map<String, String> jars = Map.of("same.jar", "aa", "other.jar", "dd", "new.jar", "ee");

        RunOrigin before = RunProvenance.read(new RunFolder(folder)).orElseThrow();

        assertThat(RunProvenance.changedSince(before, new Surroundings(facts, jars, NO_TREE)))
                .containsExactly(
                        "gpus was Voodoo, is now Voodoo 2",
                        "processor was Z80, is now 6502",
                        "other jars: gone.jar, new.jar, other.jar");
        assertThat(RunProvenance.changedSince(
                        before,
                        new Surroundings(
                                Map.of("gpus", "Voodoo", "processor", "Z80", "threads", "1"),
                                Map.of("same.jar", "aa", "other.jar", "bb", "gone.jar", "cc"),
                                NO_TREE)))
                .isEmpty();
    }
}
