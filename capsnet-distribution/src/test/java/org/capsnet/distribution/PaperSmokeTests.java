// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table and figure of the paper is one command, and one for its report; here in the profile that takes seconds. */
@Tag("slow")
class PaperSmokeTests {

    /** Of every run; the grid of a table has its cells, which a profile may lack. */
    private static final Pattern FIGURE = Pattern.compile("(?m)^  figure: (couplings|gradients)$");

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

        Program.capsnet(folder, List.of(), "report", "results");

        assertThat(folder.resolve("results/report/report.html")).isNotEmptyFile();
        Matcher figure = FIGURE.matcher(Files.readString(file));
        if (figure.find()) {
            String name = file.getFileName().toString().replace(".yaml", "") + "-" + figure.group(1) + ".svg";
            assertThat(folder.resolve("results/report/figures").resolve(name)).isNotEmptyFile();
        }
    }
}
