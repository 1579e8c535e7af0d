// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of this repository, as the tests of a module see it. */
final class Sources {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path EXAMPLES = ROOT.resolve("examples");
    static final String MAVEN = ROOT.resolve("mvnw").toString();

    private Sources() {}

    /** The names of the folders of examples that are projects. */
    static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Copies what git would have: all but what a build made. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !from.relativize(file).startsWith("target"))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
