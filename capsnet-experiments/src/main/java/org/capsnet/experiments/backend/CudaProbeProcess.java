// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs {@link CudaProbe} in a process of its own, since a driver or library that fails may end the process it is in.
 *
 * @param command the process
 * @param limit how long it may take
 * @param logs the folder for what it says, which is kept if there is a problem
 */
record CudaProbeProcess(List<String> command, Duration limit, Path logs) {

    /** The first time, JavaCPP unpacks 900 MB. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int SIGNALLED = 128;

    /** A process with the class path and the options of this one. */
    static CudaProbeProcess likeThisProcess() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // A crash leaves its report in the log and no file in the user's folder.
        command.addAll(List.of("-XX:+ErrorFileToStdout", "-XX:-CreateCoredumpOnCrash"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CudaProbe.class.getName()));
        return new CudaProbeProcess(List.copyOf(command), LIMIT, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** What is wrong, in sentences; empty if the GPU computes. */
    Optional<String> problem() {
        try {
            Path log = Files.createTempFile(logs, "capsnet-cuda", ".log");
            Optional<String> problem = problem(log);
            if (problem.isEmpty() || lines(log).allMatch(line -> line.startsWith(CudaProbe.VERDICT))) {
                Files.delete(log);
                return problem;
            }
            return problem.map(text -> text + " All that it said is in " + log + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("the GPU couldn't be looked at: " + e.getMessage(), e);
        }
    }

    private Optional<String> problem(Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("the GPU gave no answer in " + limit.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted.");
        } finally {
            process.destroyForcibly();
        }
        if (lines(log).anyMatch(CudaProbe.WORKS::equals)) {
            return Optional.empty();
        }
        return lines(log)
                .filter(line -> line.startsWith(CudaProbe.PROBLEM))
                .map(line -> line.substring(CudaProbe.PROBLEM.length()))
                .findFirst()
                .or(() ->
                        Optional.of("ND4J's CUDA backend ended the process that tried it " + end(process.exitValue())));
    }

    private static String end(int exitCode) {
        return exitCode > SIGNALLED ? "by signal " + (exitCode - SIGNALLED) + "." : "with code " + exitCode + ".";
    }

    private static Stream<String> lines(Path log) throws IOException {
        // Native libraries may write anything; ISO 8859-1 reads it all.
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream();
    }
}
