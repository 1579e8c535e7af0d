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

/**
 * Runs {@link CudaProbe} in a process of its own, since a driver or library that fails may end the process it is in.
 *
 * @param command the process
 * @param limit how long it may take
 */
record CudaProbeProcess(List<String> command, Duration limit) {

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
        return new CudaProbeProcess(List.copyOf(command), LIMIT);
    }

    /** What is wrong, in sentences; empty if the GPU computes. */
    Optional<String> problem() {
        try {
            Path log = Files.createTempFile("capsnet-cuda", ".log");
            Optional<String> problem = problem(log);
            if (problem.isEmpty()) {
                Files.delete(log);
            }
            return problem;
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
                return Optional.of("the GPU gave no answer in " + limit.toSeconds() + " s." + seeLog(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted.");
        } finally {
            process.destroyForcibly();
        }
        return verdict(Files.readString(log, StandardCharsets.UTF_8), process.exitValue(), seeLog(log));
    }

    private static Optional<String> verdict(String text, int exitCode, String seeLog) {
        if (text.lines().anyMatch(CudaProbe.WORKS::equals)) {
            return Optional.empty();
        }
        String problem = text.lines()
                .filter(line -> line.startsWith(CudaProbe.PROBLEM))
                .map(line -> line.substring(CudaProbe.PROBLEM.length()))
                .findFirst()
                .orElseGet(() -> "ND4J's CUDA backend ended the process that tried it"
                        + (exitCode > SIGNALLED ? " by signal " + (exitCode - SIGNALLED) : " with code " + exitCode)
                        + ".");
        return Optional.of(problem + seeLog);
    }

    private static String seeLog(Path log) {
        return " All that it said is in " + log + ".";
    }
}
