// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A forecast against a training in another process. Both run as by the launcher. Memory must be right within a quarter;
 * time, counted in processor seconds since other programs may be busy, within a factor of two.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ForecastAccuracyTests {

    private static final int TOTAL = 0;
    private static final int PROCESSOR_SECONDS = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"adaptive-lambda 64 16 10 128 128 12", "dynamic 64 16 32-10 64 64 20"})
    void aTrainingNeedsWhatWasForecast(String settings) throws Exception {
        double[] forecast = run("forecast", settings);
        double[] training = run("train", settings);

        assertThat(forecast[TOTAL] / training[TOTAL]).as("memory").isBetween(0.75, 1.25);
        assertThat(forecast[PROCESSOR_SECONDS] / training[PROCESSOR_SECONDS])
                .as("time")
                .isBetween(0.5, 2.0);
    }

    private double[] run(String what, String settings) throws Exception {
        List<String> command = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xms64m",
                                "-Xmn32m",
                                "-Xmx2g",
                                "-XX:+UseSerialGC",
                                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TrainingProcess.class.getName(),
                                what),
                        Stream.of(settings.split(" ")))
                .flatMap(words -> words)
                .toList();
        Result result = CommandLineProcess.run(
                        folder, Map.of("MALLOC_MMAP_THRESHOLD_", "1048576", "OMP_WAIT_POLICY", "PASSIVE"), command)
                .succeeded();
        List<String> lines = result.out().lines().toList();
        return Stream.of(lines.get(lines.size() - 1).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
