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

class ForecastCommandTests {

    private static final List<String> SMALL = List.of(
            "--image",
            "12x14x3",
            "--kernel",
            "3",
            "--conv",
            "4",
            "--primary",
            "2x4",
            "--capsules",
            "6x8,5",
            "--batch",
            "4");

    @TempDir
    private Path folder;

    @Test
    void printsOneTableOfMemoryAndOneOfLayers() throws Exception {
        Result result = run(SMALL).succeeded();

        assertThat(result.out()).containsPattern("routing +parameters .* memory  batch  s/step\n");
        assertThat(result.out()).containsPattern("\ndynamic +[0-9,]+ .* MB +4  +\\d+\\.\\d{3}\n");
        assertThat(result.out()).containsSubsequence("6 capsules of dimension 8", "5 capsules of dimension 16");
        assertThat(result.err()).startsWith("Network:  images of 12x14x3; convolution 3x3, 4 maps");
    }

    @Test
    void jsonHoldsTheSameForPrograms() throws Exception {
        JsonNode forecasts =
                new ObjectMapper().readTree(run(SMALL, "--json").succeeded().out());

        JsonNode forecast = forecasts.get(0);
        assertThat(forecasts).hasSize(1);
        assertThat(forecast.get("routing").asText()).isEqualTo("dynamic");
        assertThat(forecast.get("batch").asInt()).isEqualTo(4);
        assertThat(forecast.get("micro_batch").asInt()).isEqualTo(4);
        assertThat(forecast.get("seconds_per_step").asDouble()).isPositive();
        long capsules = 2 * 4 * 5 * 4 * 6 * 8 + 6 * 8 * 5 * 16;
        assertThat(forecast.get("parameters").asLong()).isEqualTo(3 * 3 * 3 * 4 + 4 + 3 * 3 * 4 * 8 + 8 + capsules);
        long sum = 0;
        for (String part : List.of("parameters", "gradients", "updater", "images", "activations", "program")) {
            sum += forecast.get("memory").get(part).asLong();
        }
        assertThat(forecast.get("memory").get("total").asLong()).isEqualTo(sum);
        assertThat(forecast.get("layers")).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--memory|5|--memory must be a size with its unit, KB, MB, GB, TB, KiB, MiB or GiB, such as 2GB or 800MiB, but is \"5\".",
                "--memory|0GB|--memory must be a size with its unit",
                "--memory|1KB|Not even one image at a time fits into --memory 0.0 MB",
                "--batch|0|--batch must be at least 1 but is 0.",
                "--capsules|10y16|--capsules must be capsules, or capsules x dimension, such as 10x16, but is \"10y16\".",
                "--capsules|0|--capsules 0: capsules must be at least 1 but is 0.",
                "--primary|32|--primary must be types x dimension, such as 32x8, but is \"32\".",
                "--kernel|99|There is no such network: images of 28x28 are too small",
            })
    void whatCantBeForecastIsAnErrorOfOneLine(String option, String value, String message) throws Exception {
        Result result = run(List.of(), option, value);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("capsnet: " + message).doesNotContain("Exception", "at org.");
        assertThat(result.out()).isEmpty();
    }

    private Result run(List<String> network, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("forecast", "--routing", "dynamic"));
        arguments.addAll(network);
        arguments.addAll(List.of(more));
        return CommandLineProcess.in(folder).run(arguments.toArray(String[]::new));
    }
}
