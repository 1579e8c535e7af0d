// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the archetype makes passes its own tests, and its jar is a plug-in. Nothing is installed and nothing loaded. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class NewProjectTests {

    @TempDir
    private Path folder;

    @Test
    void aNewProjectPassesItsTestsAndProvidesARouting() throws Exception {
        Path repository = LocalRepository.in(folder.resolve("repository")).path();

        maven(repository, folder, generate("my-attention-routing"));
        Path project = folder.resolve("my-attention-routing");
        assertThat(files(project))
                .contains(
                        ".gitignore",
                        ".mvn/wrapper/maven-wrapper.properties",
                        "README.md",
                        "src/main/java/org/lab/MyAttentionRouting.java",
                        "src/main/java/org/lab/MyAttentionRoutingPlugin.java",
                        "src/test/java/org/lab/MyAttentionRoutingTests.java");
        assertThat(project.resolve("mvnw")).isExecutable();
        assertThat(project.resolve("README.md")).content().doesNotContain("${", "@");
        assertThat(project.resolve("pom.xml")).content().doesNotContain("@");

        assertThat(maven(repository, project, List.of("verify")))
                .containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");

        Path jar = project.resolve("target/my-attention-routing-1.0-SNAPSHOT.jar");
        assertThat(capsnet(jar, "routings", "describe", "my-attention-routing"))
                .contains("my-attention-routing  ", "iterations=3", "sharpness=1", "in " + jar.toRealPath());
        assertThat(capsnet(jar, "quickstart", "--smoke", "--routing", "my-attention-routing"))
                .containsPattern("my-attention-routing .*%");
    }

    private static List<String> generate(String name) {
        return List.of(
                "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("archetype.version")
                        + ":generate",
                "-DarchetypeGroupId=org.capsnet",
                "-DarchetypeArtifactId=capsnet-routing-archetype",
                "-DarchetypeVersion=" + LocalRepository.VERSION,
                "-DgroupId=org.lab",
                "-DartifactId=" + name);
    }

    private static String maven(Path repository, Path where, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of("../mvnw").toRealPath().toString(),
                "-B",
                "-o",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + System.getProperty("local.repository")));
        command.addAll(arguments);
        return Program.run(where, command);
    }

    private String capsnet(Path jar, String... arguments) throws Exception {
        return Program.capsnet(folder, List.of(jar.toRealPath()), arguments);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        }
    }
}
