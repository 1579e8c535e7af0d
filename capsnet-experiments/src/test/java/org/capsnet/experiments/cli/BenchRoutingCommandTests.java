// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.FailingRoutingPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class BenchRoutingCommandTests {

    @TempDir
    private Path folder;

    @Test
    void measuresEveryRoutingUnlessToldOtherwise() throws Exception {
        Result result = run("--smoke").succeeded();

        assertThat(rows(result))
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo("routing|layer|forward ms|step ms|step/adaptive|peak MiB"),
                        row -> assertThat(row).startsWith("─"),
                        row -> assertThat(row).matches("adaptive\\|16x8 → 4x16\\|[\\d.]+ ± .*\\|1\\.00\\|0\\.\\d"),
                        row -> assertThat(row).startsWith("adaptive-lambda|16x8 → 4x16|"),
                        row -> assertThat(row).startsWith("dynamic|16x8 → 4x16|"));
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Machine: "),
                        line -> assertThat(line).startsWith("Passes:  batch 4, float32, 2 rounds after "),
                        line -> assertThat(line).startsWith("16:4 (1/1)  3 routings  "),
                        line -> assertThat(line).startsWith("Next: capsnet routings describe adaptive "));
    }

    @Test
    void theFirstRoutingIsWhatTheOthersAreComparedWith() throws Exception {
        Result result = run("dynamic", "all", "--smoke", "--sizes", "5:2,7:3").succeeded();

        assertThat(rows(result).get(0)).contains("step/dynamic");
        assertThat(rows(result).stream().skip(2).map(row -> row.replaceAll("(.*?\\|.*?)\\|.*", "$1")))
                .containsExactly(
                        "dynamic|5x8 → 2x16",
                        "adaptive|5x8 → 2x16",
                        "adaptive-lambda|5x8 → 2x16",
                        "dynamic|7x8 → 3x16",
                        "adaptive|7x8 → 3x16",
                        "adaptive-lambda|7x8 → 3x16");
    }

    @Test
    void jsonAndCsvHoldTheSameFigures() throws Exception {
        Result result = run("dynamic", "--smoke", "--set", "dynamic.iterations=2", "--json", "--out", "new/costs.csv")
                .succeeded();

        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("command").asText()).startsWith("capsnet bench routing dynamic --smoke");
        assertThat(json.get("batch_size").asInt()).isEqualTo(4);
        JsonNode cost = json.get("costs").get(0);
        assertThat(cost.get("options").asText()).startsWith("iterations=2 ");
        assertThat(cost.get("inputs").asInt()).isEqualTo(16);
        assertThat(cost.get("status").asText()).isEqualTo("done");
        List<String> names = new ArrayList<>();
        cost.fieldNames().forEachRemaining(names::add);
        List<String> lines = Files.readAllLines(folder.resolve("new/costs.csv"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).split(",")).containsExactlyElementsOf(names);
        assertThat(lines.get(1))
                .startsWith("dynamic,")
                .contains("," + cost.get("forward_seconds").asText() + ",");
        assertThat(lines.get(1)).contains("," + cost.get("peak_bytes").asText() + ",done,");
    }

    @Test
    void aRoutingThatFailsIsARowThatSaysSo() throws Exception {
        Result result = CommandLineProcess.in(folder)
                .withPlugin(FailingRoutingPlugin.class.getName())
                .run("bench", "routing", "failing", "dynamic", "--smoke", "--out", "costs.csv");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(rows(result)).anyMatch(row -> row.equals("failing|16 → 4|failed"));
        assertThat(rows(result)).anyMatch(row -> row.startsWith("dynamic|16x8 → 4x16|"));
        assertThat(result.err())
                .contains("capsnet: failing fails at 16:4. The routing "
                        + FailingRoutingPlugin.FailingRouting.class.getName())
                .doesNotContain("\tat ");
        assertThat(folder.resolve("costs.csv")).content().contains(",failed,", "this routing never works");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dynamc                              | Did you mean "dynamic"?
            dynamic --sizes 10                  | --sizes needs the capsules below and in the layer
            dynamic --batch 0                   | --batch must be 1 to 4096 but is 0
            dynamic --repetitions 1001          | --repetitions must be 1 to 1000 but is 1001
            dynamic --set adaptive.iterations=2 | "adaptive", which doesn't take part
            dynamic --set dynamic.iterations=0  | iterations must be at least 1
            dynamic --out .                     | --out must be a file, but . is a folder
            dynamic --out /proc/version/costs.csv   | isn't a folder
            """)
    void whatIsWrongIsExplainedBeforeAnythingIsMeasured(String arguments, String expected) throws Exception {
        assertThat(run(arguments.split(" ")).failedWithOneLine().err()).contains(expected);
    }

    private Result run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("bench", "routing"));
        all.addAll(List.of(arguments));
        return CommandLineProcess.in(folder).run(all.toArray(String[]::new));
    }

    /** Lines of the table with a bar between columns. */
    private static List<String> rows(Result result) {
        return result.out().lines().map(line -> line.replaceAll(" {2,}", "|")).toList();
    }
}
