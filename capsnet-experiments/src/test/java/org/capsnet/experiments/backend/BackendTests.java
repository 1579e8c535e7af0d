// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.LauncherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BackendTests {

    @TempDir
    private Path folder;

    @Test
    void theCommandLineInAReportHasTheWordsThatChoseIt() {
        assertThat(new Backend("cpu").words()).isEmpty();
        assertThat(new Backend("cuda").words()).containsExactly("--backend", "cuda");
    }

    @Test
    void theCpusNeedsNoCheck() {
        new Backend("cpu").check();
    }

    /** This class path has the CPU's backend, so it is an error even where there is a GPU. */
    @Test
    void aProgramForAGpuNeverWorksOnTheCpu() throws Exception {
        Path out = folder.resolve("out");

        assertThat(CommandLineProcess.in(folder)
                        .withJavaOption("-Dcapsnet.backend=cuda")
                        .run("quickstart", "--smoke", "--out", out.toString())
                        .failedWithOneLine()
                        .err())
                .startsWith("capsnet: --backend cuda can't be used: ");
        assertThat(out).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLauncherLooksForAGpuBeforeItDownloads() throws Exception {
        assumeThat(GpuCheck.ofThisMachine().problem("cuda"))
                .as("what this machine lacks for CUDA")
                .isPresent();
        Path repository = folder.resolve("repository");
        LauncherProcess launcher = LauncherProcess.in(repository).maven("touch built");

        assertThat(launcher.run(folder, "--backend", "cuda", "routings")
                        .failedWithOneLine()
                        .err())
                .startsWith("capsnet: --backend cuda can't be used: ");
        assertThat(Files.exists(repository.resolve("built"))).isFalse();
        launcher.run(folder, "routings").succeeded();
    }
}
