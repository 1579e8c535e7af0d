// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Programs that a user runs, each as a process of its own that must end as expected. */
final class Program {

    private static final long TIMEOUT_MINUTES = 5;

    private Program() {}

    /**
     * The command line with all routings of the distribution, but without the launcher.
     *
     * @param where the folder that it runs in
     * @param plugins jars of further routings
     * @param arguments as after {@code ./capsnet}
     * @return what it printed, on both streams
     */
    static String capsnet(Path where, List<Path> plugins, String... arguments)
            throws IOException, InterruptedException {
        return capsnet(0, where, plugins, arguments);
    }

    /** The same for a command that ends with another exit code than 0. */
    static String capsnet(int exitCode, Path where, List<Path> plugins, String... arguments)
            throws IOException, InterruptedException {
        String classPath = Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        plugins.stream().map(Path::toString))
                .collect(joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                classPath,
                "org.capsnet.experiments.Main"));
        command.addAll(List.of(arguments));
        return run(exitCode, where, command);
    }

    /** The elements of the JSON array that a command prints, with {@code --json} among its arguments. */
    static List<JsonNode> json(int exitCode, Path where, String... arguments) throws IOException, InterruptedException {
        String printed = capsnet(exitCode, where, List.of(), arguments);
        // Progress stands before and after.
        String array = printed.substring(printed.indexOf("[ {"), printed.lastIndexOf(']') + 1);
        List<JsonNode> elements = new ArrayList<>();
        new ObjectMapper().readTree(array).forEach(elements::add);
        return elements;
    }

    /** Any program; gives what it printed, on both streams. */
    static String run(Path where, List<String> command) throws IOException, InterruptedException {
        return run(0, where, command);
    }

    private static String run(int exitCode, Path where, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("capsnet", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            String text = Files.readString(output);
            assertThat(process.exitValue()).as("%s%n%s", command, text).isEqualTo(exitCode);
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
