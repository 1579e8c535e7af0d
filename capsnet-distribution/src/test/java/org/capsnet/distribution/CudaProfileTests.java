// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the profiles for CUDA put on the class path. Maven needs only POMs to say that: once, from Maven Central, then from
 * the local repository.
 */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CudaProfileTests {

    private static final long TIMEOUT_MINUTES = 5;
    private static final String CPU = "org.nd4j:nd4j-native:jar";
    private static final String CUDA = "org.nd4j:nd4j-cuda-11.6:jar";

    @TempDir
    private Path folder;

    @Test
    void theBackendForGpusTakesThePlaceOfThatForTheCpu() throws Exception {
        assertThat(classPath("-Pcuda"))
                .contains(CUDA, CUDA + ":linux-x86_64", "org.bytedeco:cuda:jar:linux-x86_64")
                .noneMatch(line -> line.startsWith(CPU))
                .noneMatch(line -> line.contains("windows") || line.contains("redist"));
    }

    @Test
    void theLibrariesOfCudaComeAlongOnRequest() throws Exception {
        assertThat(classPath("-Pcuda,cuda-redist"))
                .contains(CUDA + ":linux-x86_64", "org.bytedeco:cuda:jar:linux-x86_64-redist")
                .noneMatch(line -> line.startsWith(CPU));
    }

    /** The coordinates, without versions, on the class path of the launcher, once the build's own rules have passed. */
    private List<String> classPath(String profiles) throws IOException, InterruptedException {
        Path tree = folder.resolve("tree");
        Path log = folder.resolve("log");
        List<String> command =
                new ArrayList<>(List.of(Path.of("../mvnw").toRealPath().toString(), "-B", "-ntp"));
        command.addAll(List.of("-f", Path.of("..").toRealPath().toString(), "-pl", "capsnet-distribution", "-am"));
        command.addAll(List.of("-Dmaven.repo.local=" + System.getProperty("local.repository"), profiles));
        command.addAll(List.of("enforcer:enforce@rules", "dependency:tree"));
        command.addAll(List.of("-DoutputFile=" + tree, "-Dtokens=whitespace", "-Dscope=runtime"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(log);
        assumeThat(text)
                .as("Maven Central can't be reached, and the local repository lacks the POMs of nd4j-cuda-11.6")
                .doesNotContain("Could not transfer", "failed to transfer", "in offline mode");
        assertThat(process.exitValue()).as(text).isZero();
        // The last module is written last.
        return Files.readAllLines(tree).stream()
                .map(line -> line.strip().replaceAll(":[^:]+:runtime$", ""))
                .toList();
    }
}
