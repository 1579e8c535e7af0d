// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.GradientRange;
import org.capsnet.experiments.training.RunProblem;
import org.capsnet.experiments.training.RunResult;

/** Results as they might be. */
final class Samples {

    private Samples() {}

    static RunResult run(String routing) {
        return new RunResult(
                routing,
                "iterations=3 bias=false",
                1,
                6_804_224,
                List.of(new EpochResult(1, 0.3456789012345678, 0.712, 30.5), new EpochResult(2, 0.25, 0.804, 31)),
                List.of(0.6, 0.4, 0.3, 0.2),
                Collections.nCopies(4, GradientRange.UNKNOWN),
                0.6125,
                61.5,
                Optional.empty());
    }

    static RunResult diverged(String routing) {
        return new RunResult(
                routing,
                "factor=1",
                1,
                6_804_224,
                List.of(),
                List.of(0.6, 0.9),
                Collections.nCopies(2, GradientRange.UNKNOWN),
                0.5,
                1.5,
                Optional.of(RunProblem.diverged(3, "The loss <isn't> finite.")));
    }

    static Provenance provenance() {
        return provenance("capsnet quickstart", Optional.empty());
    }

    static Provenance provenance(String command, Optional<String> warning) {
        return provenance(command, warning, List.of());
    }

    static Provenance onGpu(String gpu) {
        return provenance("capsnet --backend cuda quickstart", Optional.empty(), List.of(gpu));
    }

    private static Provenance provenance(String command, Optional<String> warning, List<String> gpus) {
        return new Provenance(
                command,
                OffsetDateTime.parse("2026-03-01T12:30:15+01:00"),
                1,
                2,
                128,
                2,
                "images of 28x28",
                "Adam",
                new ImagesDescription("fashion-mnist", "the jar", "28x28", 10, 5000, "ab".repeat(32)),
                new ImagesDescription("fashion-mnist", "the jar", "28x28", 10, 1000, "cd".repeat(32)),
                new Machine("A processor", 2, 2, "Linux 6", gpus),
                List.of("capsnet 1", "Java 17", "ND4J 1"),
                warning);
    }
}
