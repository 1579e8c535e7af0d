// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A local Maven repository that has what {@code ./mvnw install} would put there, from the classes of this build. */
record LocalRepository(Path path) {

    static final String VERSION = System.getProperty("capsnet.version");

    private static final String BOM = "capsnet-bom";

    static LocalRepository in(Path folder) throws IOException {
        LocalRepository repository = new LocalRepository(folder);
        Files.copy(Sources.ROOT.resolve("pom.xml"), repository.file("org.capsnet", "capsnet", VERSION, "pom"));
        repository.addPom(BOM);
        for (String module :
                Pom.read(Sources.ROOT.resolve(BOM).resolve("pom.xml")).texts("//dependencyManagement//artifactId")) {
            repository.addPom(module);
            writeJar(
                    Sources.ROOT.resolve(module).resolve("target/classes"),
                    repository.file("org.capsnet", module, VERSION, "jar"));
        }
        return repository;
    }

    /** Adds another project, which has been built, as its {@code ./mvnw install} would. */
    void add(Path project, String group, String artifact) throws IOException {
        String version = Pom.read(project.resolve("pom.xml")).text("/project/version");
        Files.copy(project.resolve("pom.xml"), file(group, artifact, version, "pom"));
        Files.copy(
                project.resolve("target/" + artifact + "-" + version + ".jar"), file(group, artifact, version, "jar"));
    }

    private void addPom(String module) throws IOException {
        Files.copy(Sources.ROOT.resolve(module).resolve("pom.xml"), file("org.capsnet", module, VERSION, "pom"));
    }

    private Path file(String group, String artifact, String version, String extension) throws IOException {
        Path folder = Files.createDirectories(
                path.resolve(group.replace('.', '/')).resolve(artifact).resolve(version));
        return folder.resolve(artifact + "-" + version + "." + extension);
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
