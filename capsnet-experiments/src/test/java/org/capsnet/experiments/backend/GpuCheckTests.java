// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On machines that are made up: a folder of libraries, a loader's cache and a script as nvidia-smi. */
@DisabledOnOs(OS.WINDOWS)
class GpuCheckTests {

    private static final String[] CUDA = {
        "libcudart.so.11.0", "libcublas.so.11", "libcublasLt.so.11", "libcusolver.so.11"
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void aMachineThatHasAll() throws IOException {
        install("libcuda.so.1");
        install(CUDA);
        nvidiaSmi(0, "NVIDIA GeForce RTX 3090, 8.6");
    }

    @Test
    void nothingIsMissingWhereAllIsThere() {
        assertThat(problem("cuda")).isEmpty();
        assertThat(problem("cuda-redist")).isEmpty();
    }

    @Test
    void aMissingDriverIsSaidFirst() throws IOException {
        uninstall("libcuda.so.1");
        uninstall(CUDA);
        Files.delete(folder.resolve("nvidia-smi"));

        assertThat(problem("cuda").orElseThrow())
                .startsWith("there is no NVIDIA driver (libcuda.so.1 is missing)")
                .contains("450.80", "--gpus all");
    }

    @Test
    void aDriverWithoutADeviceIsSaid() throws IOException {
        nvidiaSmi(6, "No devices were found");
        assertThat(problem("cuda").orElseThrow()).contains("the NVIDIA driver shows no GPU", "nvidia-smi");
    }

    @Test
    void aDriverThatFailsIsQuotedInOneLine() throws IOException {
        nvidiaSmi(9, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n\nSee dmesg.");
        assertThat(problem("cuda").orElseThrow())
                .isEqualTo("the NVIDIA driver doesn't work. nvidia-smi says: NVIDIA-SMI has failed because it couldn't"
                        + " communicate with the NVIDIA driver. See dmesg.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tesla K80, 3.7", "GTX 980, 5.2", "V100, 7.0", "A100-SXM4-40GB, 8.0", "L40S, 8.9"})
    void gpusFromKeplerToAdaCanBeUsed(String gpu) throws IOException {
        nvidiaSmi(0, gpu);
        assertThat(problem("cuda")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tesla K40, 3.5", "NVIDIA H100 80GB HBM3, 9.0", "NVIDIA B200, 10.0", "RTX 5090, 12.0"})
    void gpusBeforeAndAfterAreNamedWithTheirCapability(String gpu) throws IOException {
        nvidiaSmi(0, gpu);
        assertThat(problem("cuda").orElseThrow())
                .isEqualTo("the " + gpu.replace(", ", " has compute capability ")
                        + ", but ND4J's CUDA code is for 3.7 to 8.9 (Kepler to Ada).");
    }

    @Test
    void oneUsableGpuAmongOthersIsEnough() throws IOException {
        nvidiaSmi(0, "NVIDIA H100 80GB HBM3, 9.0\nNVIDIA A100-SXM4-40GB, 8.0");
        assertThat(problem("cuda")).isEmpty();
    }

    @Test
    void missingLibrariesOfCudaAreAllNamedUnlessTheyAreBroughtAlong() throws IOException {
        uninstall("libcublas.so.11", "libcusolver.so.11");

        assertThat(problem("cuda").orElseThrow())
                .startsWith("CUDA 11.6 isn't here (missing: libcublas.so.11, libcusolver.so.11).")
                .contains("LD_LIBRARY_PATH", "--backend cuda-redist");
        assertThat(problem("cuda-redist")).isEmpty();
    }

    @Test
    void theLoadersCacheCounts() throws IOException {
        uninstall(CUDA);
        Files.writeString(folder.resolve("cache"), "glibc\0" + String.join("\0/usr/lib\0", CUDA) + "\0/usr/lib\0");
        assertThat(problem("cuda")).isEmpty();

        Files.writeString(folder.resolve("cache"), "glibc\0libcudart.so.11.0.1\0");
        assertThat(problem("cuda").orElseThrow()).contains("libcudart.so.11.0,");
    }

    @Test
    void anAbsentOrOldNvidiaSmiLeavesTheAnswerToTheBackend() throws IOException {
        nvidiaSmi(2, "Field \"compute_cap\" is not a valid field to query.");
        assertThat(problem("cuda")).isEmpty();

        Files.delete(folder.resolve("nvidia-smi"));
        assertThat(problem("cuda")).isEmpty();
    }

    @Test
    void otherPlatformsAreTold() {
        assertThat(check("Mac OS X aarch64").problem("cuda"))
                .contains("it has code for Linux amd64 only, and this is Mac OS X aarch64.");
    }

    /** The launcher does this before the first build, so nothing but the file is there. */
    @Test
    void theFileRunsAsItStands() throws Exception {
        Result result = CommandLineProcess.run(
                folder,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of("src/main/java/org/capsnet/experiments/backend/GpuCheck.java")
                                .toAbsolutePath()
                                .toString(),
                        "cuda"));

        Optional<String> problem = GpuCheck.ofThisMachine().problem("cuda");
        if (problem.isPresent()) {
            assertThat(result.failedWithOneLine().err())
                    .isEqualTo("capsnet: --backend cuda can't be used: " + problem.get()
                            + " Without --backend, the CPU does the work.\n");
        } else {
            assertThat(result.succeeded().err()).isEmpty();
        }
    }

    private Optional<String> problem(String backend) {
        return check("Linux amd64").problem(backend);
    }

    private GpuCheck check(String platform) {
        return new GpuCheck(
                platform,
                folder.resolve("cache"),
                List.of(folder.resolve("none"), folder.resolve("lib")),
                folder.resolve("nvidia-smi").toString());
    }

    private void install(String... libraries) throws IOException {
        for (String library : libraries) {
            Files.writeString(Files.createDirectories(folder.resolve("lib")).resolve(library), "");
        }
    }

    private void uninstall(String... libraries) throws IOException {
        for (String library : libraries) {
            Files.delete(folder.resolve("lib").resolve(library));
        }
    }

    private void nvidiaSmi(int exitCode, String text) throws IOException {
        Path file = Files.writeString(
                folder.resolve("nvidia-smi"), "#!/bin/sh\ncat <<'END'\n" + text + "\nEND\nexit " + exitCode + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
