// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CudaProbeTests {

    /** ND4J would do the work on the CPU and say so only in a warning, if at all. */
    @Test
    void theCpusBackendInPlaceOfTheGpusIsNoticed() {
        assertThat(CudaProbeProcess.likeThisProcess().problem().orElseThrow())
                .startsWith("ND4J's backend for the CPU is on the class path and took its place");
    }

    @Test
    void aLibraryThatTheBackendMissesIsNamed() {
        assertThat(CudaProbe.explanation(missing("libcuda.so.1"))).contains("no NVIDIA driver");
        assertThat(CudaProbe.explanation(missing("libcublas.so.11")))
                .startsWith("CUDA 11.6 isn't here (missing: libcublas.so.11)");
    }

    @Test
    void aMissingDeviceIsSaid() {
        assertThat(CudaProbe.explanation(new RuntimeException("No CUDA devices were found in system")))
                .startsWith("the NVIDIA driver shows no GPU");
    }

    @Test
    void anotherFailureIsQuotedFromItsRoot() {
        assertThat(CudaProbe.explanation(
                        new ExceptionInInitializerError(new RuntimeException("cudaSetDevice failed [209]"))))
                .isEqualTo("ND4J's CUDA backend doesn't start: cudaSetDevice failed [209].");
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
        assertThat(new CudaProbeProcess(List.of("sleep", "600"), Duration.ofSeconds(1))
                        .problem()
                        .orElseThrow())
                .startsWith("the GPU gave no answer in 1 s.");
    }

    private static CudaProbeProcess shell(String commands) {
        return new CudaProbeProcess(List.of("sh", "-c", commands), Duration.ofSeconds(60));
    }

    /** As JavaCPP throws it. */
    private static Throwable missing(String library) {
        return new UnsatisfiedLinkError("no jnicudart in java.library.path: /usr/lib")
                .initCause(new UnsatisfiedLinkError("/root/.javacpp/cache/cuda.jar/libjnicudart.so: " + library
                        + ": cannot open shared object file: No such file or directory"));
    }
}
