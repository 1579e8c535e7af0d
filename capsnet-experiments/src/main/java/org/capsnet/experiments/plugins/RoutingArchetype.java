// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.files.OutputFolder;

/** The archetype in the source of this program, and what its projects need. */
public final class RoutingArchetype {

    private static final String MODULES =
            ".,capsnet-bom,capsnet-core,capsnet-routing-spi,capsnet-routing-testkit,capsnet-routing-archetype";

    private final Maven maven;
    private final String version;
    private final String pluginVersion;

    /**
     * An archetype that Maven can build.
     *
     * @param maven in the source of this program
     * @param version of this program
     * @param pluginVersion of Maven's archetype plug-in
     */
    public RoutingArchetype(Maven maven, String version, String pluginVersion) {
        this.maven = maven;
        this.version = version;
        this.pluginVersion = pluginVersion;
    }

    /**
     * Puts the modules that a routing needs into the local Maven repository.
     *
     * @throws UserError if Maven fails
     */
    public void install() {
        maven.run(
                maven.home(),
                "put capsnet into the local Maven repository",
                List.of(
                        "-Dmaven.test.skip=true",
                        "-Dmaven.javadoc.skip=true",
                        "-Dspotless.check.skip=true",
                        "-pl",
                        MODULES,
                        "install"));
    }

    /**
     * Makes a project. Its folder is there in full or, if this fails, not at all.
     *
     * @throws UserError if Maven fails or the folder can't be written
     */
    public void generate(NewRouting routing) {
        Path target = routing.folder().toAbsolutePath().normalize();
        OutputFolder.requireWritable(target);
        OutputFolder.create(target.getParent());
        try {
            // In a folder of its own, since Maven would enter the project into a pom.xml beside it.
            Path temporary = Files.createTempDirectory(target.getParent(), ".new-routing");
            try {
                maven.run(temporary, "make the project", arguments(routing));
                Files.move(temporary.resolve(routing.name()), target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                delete(temporary);
            }
        } catch (IOException e) {
            throw new UserError("Can't make the folder " + routing.folder() + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private List<String> arguments(NewRouting routing) {
        return List.of(
                "org.apache.maven.plugins:maven-archetype-plugin:" + pluginVersion + ":generate",
                // Or else it would load the list of all archetypes on Maven Central.
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=org.capsnet",
                "-DarchetypeArtifactId=capsnet-routing-archetype",
                "-DarchetypeVersion=" + version,
                "-DgroupId=" + routing.javaPackage(),
                "-Dpackage=" + routing.javaPackage(),
                "-DartifactId=" + routing.name(),
                "-DroutingName=" + routing.name());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
