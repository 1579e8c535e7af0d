// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A local Maven repository that has only the modules of this build that a plug-in needs, as they were just compiled. */
record LocalRepository(Path path) {

    static final String VERSION = System.getProperty("capsnet.version");

    private static final List<String> MODULES =
            List.of("capsnet-core", "capsnet-routing-spi", "capsnet-routing-testkit", "capsnet-routing-archetype");

    static LocalRepository in(Path folder) throws IOException {
        LocalRepository repository = new LocalRepository(folder);
        Files.copy(Path.of("../pom.xml"), repository.file("capsnet", "pom"));
        for (String module : MODULES) {
            Files.copy(Path.of("..", module, "pom.xml"), repository.file(module, "pom"));
            writeJar(Path.of("..", module, "target", "classes"), repository.file(module, "jar"));
        }
        return repository;
    }

    private Path file(String module, String extension) throws IOException {
        Path folder = Files.createDirectories(
                path.resolve("org/capsnet").resolve(module).resolve(VERSION));
        return folder.resolve(module + "-" + VERSION + "." + extension);
    }

    private static void writeJar(Path classes, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
    }
}
