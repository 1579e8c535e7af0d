// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what a user would type. Maven is offline and finds this build's modules in a repository of the test's own. */
record Shell(LocalRepository repository) {

    private static final long TIMEOUT_MINUTES = 5;

    /** Runs a line of Bash to its end. */
    Result run(Path folder, String line) throws IOException, InterruptedException {
        return run(folder, List.of("bash", "-c", line));
    }

    /** Runs a command to its end. */
    Result run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("capsnet", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("CAPSNET_.*|JAVA_TOOL_OPTIONS"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // Maven reads this before its command line: installed libraries are found in the tail, and nothing goes
            // there.
            builder.environment()
                    .put(
                            "MAVEN_ARGS",
                            "-B -ntp -o -Dstyle.color=never -Dmaven.repo.local=" + repository.path()
                                    + " -Dmaven.repo.local.tail=" + System.getProperty("local.repository"));
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES))
                        .as("%s ends within %d minutes", command, TIMEOUT_MINUTES)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Result(command, process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /**
     * What a command left.
     *
     * @param output of both streams
     */
    record Result(List<String> command, int exitCode, String output) {

        /** The output of a command that must have succeeded. */
        String succeeded() {
            assertThat(exitCode).as("exit code of %s%n%s", command, output).isZero();
            return output;
        }
    }
}
