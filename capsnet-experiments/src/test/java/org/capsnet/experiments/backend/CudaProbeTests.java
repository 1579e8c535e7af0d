// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CudaProbeTests {

    @TempDir
    private Path folder;

    /** ND4J would do the work on the CPU and say so only in a warning, if at all. */
    @Test
    void theCpusBackendInPlaceOfTheGpusIsNoticed() {
        assertThat(process(CudaProbeProcess.likeThisProcess().command(), 60)
                        .problem()
                        .orElseThrow())
                .startsWith("ND4J's backend for the CPU is on the class path and took its place");
    }

    @Test
    void aLibraryThatTheBackendMissesIsNamed() {
        assertThat(CudaProbe.explanation(missing("libcuda.so.1")).orElseThrow()).contains("no NVIDIA driver");
        assertThat(CudaProbe.explanation(missing("libcublas.so.11")).orElseThrow())
                .startsWith("CUDA 11.6 isn't here (missing: libcublas.so.11)");
    }

    @Test
    void aMissingDeviceIsSaid() {
        assertThat(CudaProbe.explanation(new RuntimeException("No CUDA devices were found in system"))
                        .orElseThrow())
                .startsWith("the NVIDIA driver shows no GPU");
    }

    @Test
    void anotherFailureHasNoExplanation() {
        assertThat(CudaProbe.explanation(new IllegalStateException())).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatWorksHasNoProblemWhateverItSaysBesides() {
        assertThat(shell("echo noise; echo '" + CudaProbe.WORKS + "'; echo noise >&2")
                        .problem())
                .isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatTheProcessFoundIsPassedOn() {
        assertThat(shell("echo noise; echo '" + CudaProbe.PROBLEM + "the reason.'")
                        .problem()
                        .orElseThrow())
                .startsWith("the reason. All that it said is in ");
        assertThat(shell("echo '" + CudaProbe.PROBLEM + "the reason.'").problem())
                .contains("the reason.");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatDiesIsAProblem() {
        assertThat(shell("kill -SEGV $$").problem().orElseThrow())
                .startsWith("ND4J's CUDA backend ended the process that tried it by signal 11.");
        assertThat(shell("exit 3").problem().orElseThrow()).contains("with code 3.");
        assertThat(shell("exit 0").problem()).isPresent();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProcessThatHangsIsEnded() {
        assertThat(process(List.of("sleep", "600"), 1).problem().orElseThrow())
                .startsWith("the GPU gave no answer in 1 s.");
    }

    private CudaProbeProcess shell(String commands) {
        return process(List.of("sh", "-c", commands), 60);
    }

    private CudaProbeProcess process(List<String> command, int seconds) {
        return new CudaProbeProcess(command, Duration.ofSeconds(seconds), folder);
    }

    /** As JavaCPP throws it. */
    private static Throwable missing(String library) {
        return new UnsatisfiedLinkError("no jnicudart in java.library.path: /usr/lib")
                .initCause(new UnsatisfiedLinkError("/root/.javacpp/cache/cuda.jar/libjnicudart.so: " + library
                        + ": cannot open shared object file: No such file or directory"));
    }
}
