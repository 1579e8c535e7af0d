// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the archetype makes passes its own tests, and its jar serves as a plug-in and as a dependency. Nothing is installed
 * and nothing loaded.
 */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.CONCURRENT)
class NewProjectTests {

    private static final String NAME = "my-attention-routing";

    @TempDir
    private Path folder;

    @Test
    void aNewProjectPassesItsTestsAndProvidesARouting() throws Exception {
        LocalRepository repository = LocalRepository.in(folder.resolve("repository"));
        Shell shell = new Shell(repository);

        shell.run(folder, generate()).succeeded();
        Path project = folder.resolve(NAME);
        assertThat(files(project))
                .contains(
                        ".gitignore",
                        ".mvn/wrapper/maven-wrapper.properties",
                        "README.md",
                        "src/main/java/org/lab/MyAttentionRouting.java",
                        "src/main/java/org/lab/MyAttentionRoutingPlugin.java",
                        "src/test/java/org/lab/MyAttentionRoutingTests.java");
        assertThat(project.resolve("README.md")).content().doesNotContain("${", "@");
        assertThat(project.resolve("pom.xml")).content().doesNotContain("@");

        assertThat(shell.run(project, "./mvnw verify").succeeded())
                .containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");

        Path home = CapsnetHome.in(folder.resolve("capsnet"), shell).folder();
        String capsnet = "./capsnet --plugins " + project.resolve("target");
        assertThat(shell.run(home, capsnet + " routings").succeeded())
                .containsPattern("(?m)^" + NAME + "  ")
                .contains("sharpness=1");
        assertThat(shell.run(home, capsnet + " quickstart --smoke --routing " + NAME)
                        .succeeded())
                .containsPattern(NAME + " .*%");

        Files.delete(project.resolve("target/" + NAME + "-1.0-SNAPSHOT.jar"));
        Path failing = Files.writeString(
                project.resolve("src/test/java/org/lab/FailingTests.java"),
                "class FailingTests { @org.junit.jupiter.api.Test void fails() { throw new AssertionError(); } }");
        shell.run(project, "./mvnw package -DskipTests").succeeded();
        assertThat(shell.run(home, capsnet + " routings").succeeded()).containsPattern("(?m)^" + NAME + "  ");
        Files.delete(failing);

        repository.add(project, "org.lab", NAME);
        assertThat(shell.run(program(project), List.of(Sources.MAVEN, "verify")).succeeded())
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    }

    private static List<String> generate() {
        return List.of(
                Sources.MAVEN,
                "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("archetype.version")
                        + ":generate",
                "-DarchetypeGroupId=org.capsnet",
                "-DarchetypeArtifactId=capsnet-routing-archetype",
                "-DarchetypeVersion=" + LocalRepository.VERSION,
                "-DgroupId=org.lab",
                "-DartifactId=" + NAME);
    }

    /** The example of a network with the new routing in place of its own, as the new project's README says. */
    private Path program(Path project) throws IOException {
        String readme = Files.readString(project.resolve("README.md"));
        String dependencies = Pattern.compile("(?s)    <dependency>.*?</dependency>\n")
                .matcher(readme)
                .results()
                .map(found -> found.group())
                .collect(Collectors.joining());
        assertThat(readme).contains(".routing(new MyAttentionRouting(3, 1))");

        Path program = folder.resolve("program");
        Sources.copy(Sources.EXAMPLES.resolve("capsule-network"), program);
        replace(
                program.resolve("pom.xml"),
                "(?s)(?<=\n  <dependencies>\n).*?(?=    <dependency>\n      <groupId>org.slf4j)",
                dependencies);
        Path source = program.resolve("src/main/java/com/example/CapsuleNetwork.java");
        replace(source, "(?s)import [^\n]*AdaptiveRouting;.*?Move;", "import org.lab.MyAttentionRouting;");
        replace(source, "new AdaptiveRouting\\(.*?\\)", "new MyAttentionRouting(3, 1)");
        return program;
    }

    private static void replace(Path file, String pattern, String replacement) throws IOException {
        String text = Files.readString(file);
        assertThat(text).containsPattern(pattern);
        Files.writeString(file, text.replaceFirst(pattern, replacement));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        }
    }
}
