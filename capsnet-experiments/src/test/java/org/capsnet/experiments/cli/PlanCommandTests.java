// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class PlanCommandTests {

    private static final String FILE = """
            name: depth
            data: {set: cifar10}
            routing: {name: adaptive-lambda}
            grid:
              routing.lambda: [1, 0.5]
              network.stages: [[{capsules: 10, dimensions: 16}], [{capsules: 4, dimensions: 8}, {capsules: 10, dimensions: 16}]]
            seeds: [1, 2]
            profiles:
              smoke: {seeds: [3]}
            """;

    @TempDir
    private Path folder;

    @Test
    void listsTheRunsAndRunsNone() throws Exception {
        Result result = run("plan", file(FILE)).succeeded();

        assertThat(result.out().lines()).hasSize(2 + 8);
        assertThat(result.out().lines().findFirst().orElseThrow())
                .matches("id +name +stages +lambda +seed +parameters");
        assertThat(result.out().lines().skip(2))
                .allMatch(line -> line.matches("[0-9a-f]{12}  stages(4x8-)?10x16_lambda(1|0\\.5) .* [12]  +[\\d,]+"));
        assertThat(result.err()).isEqualTo("depth: 8 runs, 4 cells with 2 seeds each. Nothing was run.\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("exp.yaml"));
        }
    }

    @Test
    void jsonHasAllSettingsAndTheSameIds() throws Exception {
        String file = file(FILE);
        Result table = run("plan", file, "--profile", "smoke", "--set", "routing.lambda=2")
                .succeeded();
        JsonNode runs = new ObjectMapper()
                .readTree(run("plan", file, "--profile", "smoke", "--set", "routing.lambda=2", "--json")
                        .succeeded()
                        .out());

        assertThat(runs).hasSize(2);
        JsonNode second = runs.get(1);
        assertThat(table.out())
                .contains(second.get("id").asText() + "  " + second.get("name").asText() + " ");
        assertThat(second.get("seed").asLong()).isEqualTo(3);
        assertThat(second.get("differences").toString()).isEqualTo("[\"network.stages\"]");
        assertThat(second.get("settings").get("routing.lambda").asDouble()).isEqualTo(2);
        assertThat(second.get("settings").get("data.training-images").asInt()).isEqualTo(50_000);
        assertThat(second.get("settings").get("data.set").asText()).isEqualTo("cifar10");
        assertThat(second.get("settings")
                        .get("network.stages")
                        .get(0)
                        .get("dimensions")
                        .asInt())
                .isEqualTo(8);
        // Counted by hand: 9x9x3 to 256 maps, 9x9x256 to 32 x 8 maps, 2,048 capsules to 4, those to 10.
        assertThat(second.get("parameters").asLong())
                .isEqualTo(9 * 9 * 3 * 256 + 256 + 9 * 9 * 256 * 256 + 256 + 2048 * 4 * 8 * 8 + 4 * 10 * 8 * 16);
    }

    @Test
    void theForecastIsOfWholeRunsAndMeasuresEqualNetworksOnce() throws Exception {
        String file = file("""
                name: tiny
                network: {convolution-maps: 4, primary-types: 1}
                training.batch-size: 32
                data: {training-images: 320, test-images: 32}
                routing: {name: adaptive-lambda}
                grid:
                  routing.lambda: [1, 0.5]
                  training.epochs: [1, 10]
                seeds: [1, 2]
                """);
        Result result = run("plan", file, "--forecast", "--json").succeeded();

        assertThat(result.err().lines().filter(line -> line.startsWith("Measuring ")))
                .hasSize(2);
        JsonNode runs = new ObjectMapper().readTree(result.out());
        assertThat(runs).hasSize(8).allSatisfy(run -> {
            assertThat(run.get("seconds").asDouble()).isPositive();
            assertThat(run.get("bytes").asLong()).isBetween(50L << 20, 4L << 30);
        });
        double oneEpoch = seconds(runs, 1);
        assertThat(seconds(runs, 10)).isCloseTo(10 * oneEpoch, withinPercentage(0.001));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("exp.yaml"));
        }
    }

    private static double seconds(JsonNode runs, int epochs) {
        for (JsonNode run : runs) {
            if (run.get("settings").get("training.epochs").asInt() == epochs) {
                return run.get("seconds").asDouble();
            }
        }
        throw new AssertionError("no run of " + epochs + " epochs");
    }

    @Test
    void aWrongFileIsExitCodeTwoWithALineForEachError() throws Exception {
        String file = file("routing: dynamc\ntraining: {epochs: 1.7}\n");

        Result result = run("plan", file, "--set", "training.decay=2");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("--set training.decay=2: training.decay must be"),
                        line -> assertThat(line).startsWith("exp.yaml:1:10: No routing is called \"dynamc\""),
                        line -> assertThat(line).startsWith("exp.yaml:2:20: training.epochs must be"),
                        line -> assertThat(line).isEqualTo("capsnet: 3 errors in exp.yaml; nothing was run."));
    }

    /** Whoever types a command has no class path to put a jar on. */
    @Test
    void anUnknownRoutingSaysHowToGiveItsPlugin() throws Exception {
        String remedy = ". To add one, give the folder of its jar with --plugins DIR or CAPSNET_PLUGINS=DIR";

        Result planned = run("plan", file("routing: norm-softmax\n"));
        assertThat(planned.err().lines().findFirst().orElseThrow())
                .startsWith("exp.yaml:1:10: No routing is called \"norm-softmax\".")
                .endsWith(remedy);
        Result described = run("routings", "describe", "norm-softmax").failedWithOneLine();
        assertThat(described.err()).endsWith(remedy + ".\n");
    }

    @Test
    void aMissingFileIsOneLine() throws Exception {
        assertThat(run("plan", "nope.yaml").failedWithOneLine().err())
                .isEqualTo("capsnet: Can't read nope.yaml: no such file or folder.\n");
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("exp.yaml"), text).getFileName().toString();
    }

    private Result run(String... arguments) throws Exception {
        return CommandLineProcess.in(folder).run(arguments);
    }
}
