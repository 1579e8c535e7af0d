// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Experiment files whose runs take a moment: three steps an epoch with the embedded images. */
public final class TinyExperiment {

    private TinyExperiment() {}

    /**
     * Writes one.
     *
     * @param routings a list such as {@code [dynamic]}
     * @param seeds a list such as {@code [1, 2]}
     */
    public static Path write(Path file, String routings, String seeds, int epochs) throws IOException {
        return Files.writeString(file, """
                name: tiny
                data: {training-images: 50, test-images: 20}
                network: {convolution-maps: 2, primary-types: 1, primary-dimensions: 2,
                          stages: [{capsules: 10, dimensions: 2}]}
                training: {batch-size: 20, epochs: %d}
                grid:
                  routing: %s
                seeds: %s
                """.formatted(epochs, routings, seeds));
    }
}
