// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class BenchStepCommandTests {

    @TempDir
    private Path folder;

    @Test
    void showsWhereTheTimeOfAStepGoes() throws Exception {
        Result result =
                run("dynamic", "--smoke", "--capsules", "5,10", "--steps", "2").succeeded();

        assertThat(result.out().lines().map(line -> line.replaceAll("  +", "|")))
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo("dynamic|parameters|forward ms|backward ms|of a step"),
                        row -> assertThat(row).startsWith("─"),
                        row -> assertThat(row).matches("FastConvolution\\|656\\|[\\d.]+\\|[\\d.]+\\|\\d+ %"),
                        row -> assertThat(row).startsWith("PrimaryCapsules|5,192|"),
                        row -> assertThat(row).startsWith("CapsuleLayer|23,040|"),
                        row -> assertThat(row).startsWith("CapsuleLayer|12,800|"),
                        row -> assertThat(row).startsWith("CapsuleLengths|0|"),
                        row -> assertThat(row).startsWith("LossLayer|0|"),
                        row -> assertThat(row).startsWith("optimiser and framework|"),
                        row -> assertThat(row).isEmpty(),
                        row -> assertThat(row)
                                .matches("A training step of 4 images: [\\d.]+ ms ± [\\d.]+, \\d+ images/s,"
                                        + " 41,688 parameters(, peak memory \\d\\.\\d\\d GiB)?"));
        assertThat(result.err()).contains("2 steps").contains("Next: capsnet bench routing dynamic ");
    }

    @Test
    void inferenceIsOnlyTheOutputs() throws Exception {
        Result result = run("adaptive", "--smoke", "--inference", "--steps", "2", "--batch", "3")
                .succeeded();

        assertThat(result.out()).startsWith("Outputs of 3 images: ").hasLineCount(1);
    }

    @Test
    void jsonHoldsEveryStep() throws Exception {
        Result result = run(
                        "adaptive",
                        "--smoke",
                        "--json",
                        "--steps",
                        "3",
                        "--warm-up",
                        "1",
                        "--set",
                        "adaptive.iterations=2")
                .succeeded();

        JsonNode json = new ObjectMapper().readTree(result.out());
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "command",
                        "machine",
                        "software",
                        "routing",
                        "network",
                        "batch_size",
                        "inference",
                        "parameters",
                        "seconds",
                        "peak_bytes",
                        "layers");
        assertThat(json.get("seconds"))
                .hasSize(3)
                .allSatisfy(seconds -> assertThat(seconds.asDouble()).isPositive());
        assertThat(json.get("layers")).hasSize(5);
        assertThat(json.get("layers").get(2).get("name").asText()).isEqualTo("CapsuleLayer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dynamik | dynamik | dynamic",
                "dynamic --capsules 0,10 | --capsules 0 | at least 1",
                "dynamic --batch 0 | --batch | 4096",
                "dynamic --steps 10001 | --steps | 10000",
                "dynamic --set adaptive.iterations=2 | adaptive | dynamic",
            })
    void mistakesAreToldBeforeAnythingRuns(String arguments, String mistake, String remedy) throws Exception {
        assertThat(run(arguments.split(" ")).failedWithOneLine().err()).contains(mistake, remedy);
    }

    private Result run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("bench", "step"));
        all.addAll(List.of(arguments));
        return CommandLineProcess.in(folder).run(all.toArray(String[]::new));
    }
}
