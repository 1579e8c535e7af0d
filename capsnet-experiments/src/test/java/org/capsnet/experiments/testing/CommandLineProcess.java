// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, as a user runs it but without the launcher. */
public final class CommandLineProcess {

    private static final long TIMEOUT_SECONDS = 120;
    private static final int BLOCK = 1024;

    private final Path folder;
    private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final Map<String, String> environment;
    private List<String> shell = List.of();
    private String classPath = System.getProperty("java.class.path");

    private CommandLineProcess(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** A process that runs in a folder, in a plain environment. */
    public static CommandLineProcess in(Path folder) {
        return new CommandLineProcess(folder, Map.of());
    }

    /** With environment variables of the test's own. */
    public CommandLineProcess withEnvironment(Map<String, String> variables) {
        return new CommandLineProcess(folder, variables);
    }

    /** With a further option for java. */
    public CommandLineProcess withJavaOption(String option) {
        options.add(option);
        return this;
    }

    /**
     * With a service file that names a routing plug-in, after those of the modules.
     *
     * @param className of the plug-in, which need not exist
     */
    public CommandLineProcess withPlugin(String className) throws IOException {
        Path root = Files.createTempDirectory(folder, "plug-in");
        Path services = Files.createDirectories(root.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.capsnet.routing.spi.RoutingPlugin"), className + "\n");
        classPath += System.getProperty("path.separator") + root;
        return this;
    }

    /** With files of so many bytes at most, as if the disk were full. */
    public CommandLineProcess withLargestFile(int bytes) {
        shell = List.of("bash", "-c", "ulimit -f " + bytes / BLOCK + "; exec \"$0\" \"$@\"");
        return this;
    }

    /** Runs a command to its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return run(folder, environment, command(arguments));
    }

    /** Starts a command whose standard output and error both go to a file. */
    public Process start(Path output, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "org.capsnet.experiments.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs any command to its end. */
    public static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("capsnet", ".out");
        Path err = Files.createTempFile("capsnet", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("NO_COLOR|TERM|CAPSNET_.*|JAVA_TOOL_OPTIONS"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                        .as("%s ends within %d s", command, TIMEOUT_SECONDS)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * What a process left.
     *
     * @param exitCode 0 to 255
     * @param out standard output
     * @param err standard error
     */
    public record Result(int exitCode, String out, String err) {

        /** Ended well. */
        public Result succeeded() {
            assertThat(exitCode).as("exit code; standard error: %s", err).isZero();
            return this;
        }

        /** Ended as an error that the user can put right does: one line, without a trace of Java. */
        public Result failedWithOneLine() {
            assertThat(err).startsWith("capsnet: ").endsWith("\n");
            assertThat(err.lines()).as("standard error").hasSize(1);
            assertThat(err).doesNotContain("Exception", "at org.", "null");
            assertThat(out).isEmpty();
            assertThat(exitCode).as("exit code; standard error: %s", err).isEqualTo(2);
            return this;
        }
    }
}
