// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table and figure of the paper is one command, here in the profile that takes seconds. */
@Tag("slow")
class PaperSmokeTests {

    @TempDir
    private Path folder;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../experiments"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("files")
    void isOneCommand(Path file) throws Exception {
        Program.capsnet(
                folder,
                List.of(),
                "run",
                file.toAbsolutePath().normalize().toString(),
                "--profile",
                "smoke",
                "--out",
                "results");

        List<String> runs = Files.readAllLines(folder.resolve("results/runs.csv"));
        assertThat(runs).hasSizeGreaterThan(1);
        assertThat(runs.subList(1, runs.size())).allMatch(run -> run.contains(",done,"));
    }
}
