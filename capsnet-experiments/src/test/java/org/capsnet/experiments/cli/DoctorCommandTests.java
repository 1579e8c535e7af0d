// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class DoctorCommandTests {

    private static final String FILE = """
            name: clinic
            data: {training-images: 32, test-images: 10}
            network: {convolution-maps: 4, primary-types: 2, stages: [{capsules: 8, dimensions: 8}, {capsules: 10, dimensions: 8}]}
            training: {batch-size: 16}
            seeds: [5, 6]
            routing: adaptive-lambda
            cells:
              - {name: well}
              - {name: faint, routing.lambda: 0.01, network.initialization: {name: normal, sigma: 0.01}}
            """;

    @TempDir
    private Path folder;

    @Test
    void aHealthyCellEndsWithZero() throws Exception {
        Result result = run(FILE, "--cell", "well").succeeded();

        assertThat(result.out())
                .startsWith("well: images of 28x28; ")
                .containsPattern("(?m)^stage-2 +10x8 +[\\d.]+ +[\\d.]+ ± ")
                .endsWith("Healthy: nothing was found that would keep it from training.\n");
        assertThat(result.err()).isEqualTo("1 of 1 cell is healthy. Nothing was trained.\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("clinic.yaml"));
        }
    }

    @Test
    void deadCapsulesOfAHealthyNetworkAreExplained() throws Exception {
        Result result = run(FILE.replace("routing.lambda: 0.01", "routing.lambda: 1"), "--cell", "faint")
                .succeeded();

        assertThat(result.out())
                .containsPattern("(?m)^stage-2 .* 100 %")
                .endsWith(
                        "training. Expect a slow start: stage-2 starts dead, but a gradient reaches the weights, and a"
                                + " run is noted as collapsed until they recover.\n");
    }

    @Test
    void aFindingNamesLayerFiguresCauseAndTheSettingToChange() throws Exception {
        Result result = run(FILE);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines().toList())
                .last()
                .asString()
                .matches("stage-1: lengths vanish \\(mean \\S+, \\d+ % dead( in stage-2)?\\): gain 0\\.00\\d+ < 2, .*"
                        + " Set network\\.initialization: \\{name: calibrated, g: [\\d.]+\\}, or change the options of"
                        + " routing adaptive-lambda .*");
        assertThat(result.err()).isEqualTo("1 of 2 cells are healthy. Nothing was trained.\n");
    }

    @Test
    void jsonHasTheFirstSeedOfEachCellAndTypedFigures() throws Exception {
        Result result = run(FILE, "--json");

        JsonNode cells = new ObjectMapper().readTree(result.out());
        assertThat(cells).extracting(cell -> cell.get("seed").asInt()).containsExactly(5, 5);
        assertThat(cells).extracting(cell -> cell.get("healthy").asBoolean()).containsExactly(true, false);
        JsonNode layer = cells.get(0).get("layers").get(2);
        assertThat(layer.get("name").asText()).isEqualTo("stage-1");
        assertThat(layer.get("gain").asDouble()).isBetween(1.5, 5.0);
        assertThat(layer.get("lengths").get("dead").asDouble()).isZero();
        JsonNode finding = cells.get(1).get("findings").get(0);
        assertThat(finding.get("diagnosis").asText()).isEqualTo("vanishing-lengths");
        assertThat(finding.get("remedies").get(0).asText()).startsWith("set network.initialization: {name: calibrated");
    }

    @Test
    void aKernelThatDoesNotFitTheImagesIsRefusedWithTheLargestThatDoes() throws Exception {
        Result result = run(FILE, "--set", "network.kernel=15");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("network.kernel must be at most 14 pixels for embedded, but is 15");
    }

    @Test
    void batchesOfOneImageAreRefused() throws Exception {
        Result result = run(FILE, "--set", "training.batch-size=1").failedWithOneLine();

        assertThat(result.err()).contains("batches of cell well have 1 image", "--set training.batch-size=2");
    }

    @Test
    void anUnknownCellIsToldTheNearest() throws Exception {
        Result result = run(FILE, "--cell", "wel").failedWithOneLine();

        assertThat(result.err())
                .isEqualTo("capsnet: clinic has no cell \"wel\". Did you mean \"well\"? It has well, faint.\n");
    }

    private Result run(String content, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("clinic.yaml"), content);
        return CommandLineProcess.in(folder)
                .run(Stream.concat(Stream.of("doctor", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }
}
