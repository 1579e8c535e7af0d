// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.backend;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** A program that lets ND4J's CUDA backend compute something, and writes what came of it: {@link CudaProbeProcess}. */
final class CudaProbe {

    /** Begins the line that tells what came of it; libraries write others. */
    static final String VERDICT = "capsnet-probe: ";

    static final String WORKS = VERDICT + "works";
    static final String PROBLEM = VERDICT + "problem: ";

    private static final Pattern MISSING_LIBRARY = Pattern.compile("(lib[^\\s/:]+): cannot open shared object");
    private static final int SIZE = 16;

    private CudaProbe() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Optional<String> problem;
        try {
            problem = problem();
        } catch (Throwable e) {
            problem = explanation(e).or(() -> {
                e.printStackTrace(out);
                return Optional.of(
                        "ND4J's CUDA backend doesn't start: " + causes(e).reduce(e, (outer, inner) -> inner) + ".");
            });
        }
        out.println(problem.map(PROBLEM::concat).orElse(WORKS));
        out.flush();
        // The driver's own clean-up at a normal exit has nothing more to tell.
        Runtime.getRuntime().halt(0);
    }

    private static Optional<String> problem() {
        // ND4J itself would only log why a backend can't run, and go on to the next.
        ServiceLoader.load(Nd4jBackend.class).forEach(Nd4jBackend::canRun);
        if (Nd4j.getEnvironment().isCPU()) {
            return Optional.of("ND4J's backend for the CPU is on the class path and took its place; a plug-in may have"
                    + " brought it.");
        }
        Optional<String> unsupported =
                Nd4jGpus.all().stream().flatMap(gpu -> gpu.problem().stream()).findFirst();
        return unsupported
                .map(problem -> problem + " CUDA_VISIBLE_DEVICES can hide it where there is another.")
                .or(CudaProbe::wrongResult);
    }

    private static Optional<String> wrongResult() {
        INDArray ones = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
        float sum = ones.mmul(ones).sumNumber().floatValue();
        float expected = SIZE * SIZE * SIZE;
        return sum == expected
                ? Optional.empty()
                : Optional.of("the GPU gives " + sum + " where " + expected + " is right.");
    }

    /** What a failure of the backend means, if it is known. The reason lies under ND4J's and JavaCPP's own exceptions. */
    static Optional<String> explanation(Throwable failure) {
        List<String> messages = causes(failure)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .toList();
        if (messages.stream().anyMatch(message -> message.contains("No CUDA devices"))) {
            return Optional.of(GpuCheck.noGpu(System.getenv()));
        }
        return messages.stream()
                .flatMap(message -> MISSING_LIBRARY.matcher(message).results())
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .map(library ->
                        library.equals(GpuCheck.DRIVER) ? GpuCheck.noDriver() : GpuCheck.noCuda(List.of(library)));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
