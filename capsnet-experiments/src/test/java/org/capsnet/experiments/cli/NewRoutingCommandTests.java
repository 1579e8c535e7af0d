// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.LauncherProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command with a Maven that only notes how it was called; what the archetype makes is tested where it is built. */
@DisabledOnOs(OS.WINDOWS)
class NewRoutingCommandTests {

    @TempDir
    private Path temporary;

    private Path repository;
    private Path elsewhere;
    private LauncherProcess launcher;

    @BeforeEach
    void makeLauncher() throws IOException, InterruptedException {
        Path folder = temporary.toRealPath();
        repository = folder.resolve("a repository");
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        launcher = LauncherProcess.in(Files.createDirectory(repository)).maven("""
                echo "$PWD $*" >>"${0%/*}/calls"
                case $* in
                    *:generate*) mkdir my-routing && touch my-routing/pom.xml ;;
                esac
                """);
    }

    @Test
    void installsThenGeneratesThenSaysWhatIsNext() throws Exception {
        Result result = run("new-routing", "my-routing").succeeded();

        assertThat(elsewhere.resolve("my-routing/pom.xml")).exists();
        assertThat(files(elsewhere)).containsExactly("my-routing");
        assertThat(Files.readAllLines(repository.resolve("calls")))
                .satisfiesExactly(
                        install -> assertThat(install)
                                .startsWith(repository + " -q -B")
                                .contains("-pl .,capsnet-bom,capsnet-core,capsnet-routing-spi", " install"),
                        generate -> assertThat(generate)
                                .startsWith(elsewhere + "/.new-routing")
                                .containsPattern("maven-archetype-plugin:\\d[\\d.]+:generate")
                                .containsPattern("-DarchetypeVersion=\\d[\\d.]+")
                                .contains(
                                        "-Dpackage=com.example ", "-DartifactId=my-routing -DroutingName=my-routing"));
        assertThat(result.err())
                .isEqualTo(
                        "capsnet: putting capsnet into the local Maven repository, since Maven Central doesn't have it\n"
                                + "Made my-routing. Next:\n");
        assertThat(result.out())
                .isEqualTo("cd my-routing && ./mvnw verify && cd -\n'" + repository
                        + "/capsnet' --plugins my-routing/target quickstart --routing my-routing\n");
    }

    @Test
    void putsItWhereItIsTold() throws Exception {
        Path empty = Files.createDirectories(elsewhere.resolve("my work/project"));

        Result result = run("new-routing", "my-routing", "--package", "org.lab", "--dir", "my work/project")
                .succeeded();

        assertThat(files(empty)).containsExactly("pom.xml");
        assertThat(repository.resolve("calls")).content().contains("-DgroupId=org.lab -Dpackage=org.lab ");
        assertThat(result.out()).startsWith("cd 'my work/project' && ");
    }

    @Test
    void refusesANameThatIsTaken() throws Exception {
        assertThat(run("new-routing", "dynamic").failedWithOneLine().err())
                .contains("There is a routing \"dynamic\" already, from org.capsnet.routing.dynamic.");
        assertThat(repository.resolve("calls")).doesNotExist();
    }

    @Test
    void refusesWhatNoProjectCanBe() throws Exception {
        assertThat(run("new-routing", "MyRouting").failedWithOneLine().err()).contains("for example my-routing.");
        assertThat(run("new-routing").failedWithOneLine().err())
                .contains("NAME", "See: '" + repository + "/capsnet' new-routing --help");
        assertThat(files(elsewhere)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhereMavenFails() throws Exception {
        launcher.maven("""
                case $* in
                    *:generate*) mkdir my-routing; echo '[INFO] working'; echo '[ERROR] no network'; exit 1 ;;
                esac
                """);

        Result result = run("new-routing", "my-routing");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("\ncapsnet: Maven couldn't make the project: no network. All that it said is in ")
                .hasLineCount(2);
        Path log = Path.of(result.err().strip().replaceAll("(?s).* is in (.*)\\.", "$1"));
        assertThat(log).content().contains("working");
        Files.delete(log);
        assertThat(files(elsewhere)).isEmpty();
    }

    @Test
    void needsTheSourceOfCapsnet() throws Exception {
        assertThat(CommandLineProcess.in(elsewhere)
                        .run("new-routing", "my-routing")
                        .failedWithOneLine()
                        .err())
                .contains("Start it as ./capsnet");
    }

    @Test
    void whatIsSuggestedWorksWhenItIsPasted() throws Exception {
        assertThat(run("routings", "describe", "dynamic").succeeded().err())
                .isEqualTo("Next: '" + repository
                        + "/capsnet' quickstart --smoke --routing dynamic trains a small network with it.\n");
        assertThat(launcher.run(repository, "routings", "describe", "dynamic")
                        .succeeded()
                        .err())
                .startsWith("Next: ./capsnet quickstart ");
    }

    @Test
    void hasHelp() throws Exception {
        assertThat(run("new-routing", "--help").succeeded().out())
                .contains("Usage: capsnet new-routing", "--package", "--dir", "capsnet new-routing my-routing");
    }

    private Result run(String... arguments) throws Exception {
        return launcher.run(elsewhere, arguments);
    }

    private static Stream<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
