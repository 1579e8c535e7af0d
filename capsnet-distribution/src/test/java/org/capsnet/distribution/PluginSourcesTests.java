// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;

/** Routings are written in tensors: what computes them is core's concern alone. */
class PluginSourcesTests {

    private static final String SERVICE = "src/main/resources/META-INF/services/org.capsnet.routing.spi.RoutingPlugin";

    @Test
    void noRoutingKnowsTheEngine() throws IOException {
        List<String> known = new ArrayList<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> line.contains("org.nd4j") || line.contains("org.deeplearning4j"))
                            .forEach(line -> known.add(file.getFileName() + ": " + line.strip()));
                }
            }
        }

        assertThat(known).isEmpty();
    }

    @Test
    void theModulesWithRoutingsHaveThemAll() throws IOException {
        List<String> plugins = new ArrayList<>();
        for (Path module : modules()) {
            plugins.addAll(Files.readAllLines(module.resolve(SERVICE)));
        }

        assertThat(plugins).hasSameSizeAs(RoutingCatalog.load().names());
    }

    /** A plug-in that comes later is among them. */
    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Sources.ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve(SERVICE)))
                    .sorted()
                    .toList();
        }
    }
}
