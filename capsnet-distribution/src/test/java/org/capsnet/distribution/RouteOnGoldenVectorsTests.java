// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.testkit.GoldenVectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder of golden vectors is one for {@code capsnet route} as it stands: no file has to be copied under another name. */
class RouteOnGoldenVectorsTests {

    private static final double TOLERANCE = 1e-12;

    @TempDir
    private Path out;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "em, ../capsnet-routing-em/src/test/resources/golden/literal",
        "self-routing, ../capsnet-routing-self/src/test/resources/golden/activations",
    })
    void aFolderThatATestOfTheRoutingTakesGivesTheSameByTheCommand(String routing, Path golden) throws Exception {
        GoldenVectors vectors = GoldenVectors.in(golden);
        vectors.verify(RoutingCatalog.load().createLiteral(routing, Map.of()), TOLERANCE);

        String in = golden.toRealPath().toString();
        String printed = Program.capsnet(out, List.of(), "route", "--routing", routing, "--in", in, "--out", ".");

        assertThat(printed).as("parameters without a file").doesNotContain("starts as in training");
        assertThat(arrays(out)).containsExactlyInAnyOrderElementsOf(results(arrays(golden)));
        for (String array : arrays(out)) {
            vectors.verify(array, GoldenVectors.in(out).get(array), TOLERANCE);
        }
    }

    /** Of the files of a folder, those that a calculation gives. */
    private static List<String> results(List<String> golden) {
        Set<String> upstream = Set.of("dv", "da_out");
        List<String> gradients = golden.stream()
                .filter(array -> array.startsWith("d") && !upstream.contains(array))
                .toList();
        assertThat(gradients).as("gradients of parameters").anyMatch(array -> array.startsWith("dp."));
        return Stream.concat(Stream.of("v", "a_out"), gradients.stream()).toList();
    }

    private static List<String> arrays(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".npy".length()))
                    .toList();
        }
    }
}
