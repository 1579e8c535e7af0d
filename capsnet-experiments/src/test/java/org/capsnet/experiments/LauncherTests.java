// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a repository of its own, with a Maven that only writes a class path and a Java that only echoes. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTests {

    private static final String BUILDING = "capsnet: building ";

    @TempDir
    private Path folder;

    private Path repository;
    private Path javaHome;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = Files.createDirectories(folder.toRealPath().resolve("a repository"));
        Path source = Files.createDirectories(repository.resolve("capsnet-core/src/main/java"));
        Files.writeString(source.resolve("Capsule.java"), "");
        Files.writeString(repository.resolve("capsnet-core/pom.xml"), "");
        Files.writeString(repository.resolve("pom.xml"), "");
        Files.createDirectories(repository.resolve(".mvn"));
        script(repository.resolve("capsnet"), Files.readString(Path.of("../capsnet")));
        script(repository.resolve("mvnw"), """
                #!/bin/sh
                if [ -e broken ]; then echo '[ERROR] Capsule.java:1 is wrong'; exit 1; fi
                printf '%s ' "$@" >capsnet-distribution/target/arguments
                case $* in *cuda-redist*) b=cuda-redist ;; *cuda*) b=cuda ;; *) b=cpu ;; esac
                cd capsnet-distribution/target && touch capsnet-distribution.jar $b.jar && echo "$PWD/$b.jar" >classpath-$b.txt
                """);
        setAge(60);
        javaHome = folder.resolve("jdk");
        makeJava("17.0.1");
    }

    @Test
    void buildsOnceThenRuns() throws Exception {
        Result first = run("routings", "--set", "a b").succeeded();
        assertThat(first.err()).startsWith(BUILDING).hasLineCount(1);
        assertThat(first.out())
                .contains("<" + repository + "/capsnet-distribution/target/capsnet-distribution.jar:")
                .endsWith("<org.capsnet.experiments.Main><routings><--set><a b>\n");

        assertThat(run("routings").succeeded().err()).isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theNativeLibraryFollowsTheCpuAndAnotherCpuGetsABuildOfItsOwn() throws Exception {
        run().succeeded();
        Path target = repository.resolve("capsnet-distribution/target");
        String cpu = Files.readString(Path.of("/proc/cpuinfo"));
        String arguments = Files.readString(target.resolve("arguments"));
        assertThat(arguments).contains("-Dnd4j.classifier=linux-x86_64-onednn");
        assertThat(arguments.contains("onednn-avx512")).isEqualTo(cpu.contains(" avx512vl"));

        Files.writeString(target.resolve("launcher-cpu.stamp"), repository + " linux-x86_64-onednn-of-another-cpu\n");
        assertThat(run().err()).startsWith(BUILDING);
    }

    @Test
    void buildsAgainWhenASourceChangedOrWentOrTheRepositoryMoved() throws Exception {
        run();
        Path source = repository.resolve("capsnet-core/src/main/java/Capsule.java");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(run().err()).startsWith(BUILDING);
        setAge(60);
        assertThat(run().err()).isEmpty();

        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(run().err()).startsWith(BUILDING);
        setAge(60);
        assertThat(run().err()).isEmpty();

        repository = Files.move(repository, folder.resolve("moved").toAbsolutePath());
        assertThat(run().err()).startsWith(BUILDING);
    }

    /** With Maven alone a user gets ND4J's library for any CPU, and would get other figures by it. */
    @Test
    void whoeverRunsMavenDoesNotChangeWhatTheLauncherRuns() throws Exception {
        String before = run("routings").out();

        Files.writeString(repository.resolve("capsnet-distribution/target/classpath-cpu.txt"), "another.jar\n");

        Result after = run("routings").succeeded();
        assertThat(after.err()).isEmpty();
        assertThat(after.out()).isEqualTo(before).contains("/cpu.jar>").doesNotContain("another.jar");
    }

    @Test
    void theProgramLearnsWhichCommitItIs() throws Exception {
        assertThat(run().out()).contains("<-Dcapsnet.commit=>");

        Files.writeString(repository.resolve(".gitignore"), "target/\n");
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
        Files.delete(repository.resolve("capsnet-distribution/target/launcher-cpu.stamp"));

        assertThat(run().out()).containsPattern("<-Dcapsnet\\.commit=[0-9a-f]{10}>");
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        CommandLineProcess.run(repository, Map.of(), command).succeeded();
    }

    @Test
    void aProjectBesideTheModulesIsNoPartOfTheBuild() throws Exception {
        run();

        Path source = Files.createDirectories(repository.resolve("my-routing/src/main/java"));
        Files.writeString(source.resolve("MyRouting.java"), "");
        Files.writeString(repository.resolve("my-routing/pom.xml"), "");

        assertThat(run().err()).isEmpty();
    }

    @Test
    void aFailedBuildShowsItsOutputAndIsTriedAgain() throws Exception {
        Files.writeString(repository.resolve("broken"), "");
        Result failed = run();
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("[ERROR] Capsule.java:1 is wrong", "capsnet: the build failed");
        assertThat(failed.out()).isEmpty();

        Files.delete(repository.resolve("broken"));
        run().succeeded();
    }

    @Test
    void runsThroughALinkAndFromAnotherFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("one"), Path.of("a repository/capsnet"));
        Path link = Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

        Result result = run(link, Map.of(), "routings");

        assertThat(result.succeeded().out()).contains("<" + repository + "/capsnet-distribution/target/");
    }

    @Test
    void theExitCodeIsThatOfTheProgram() throws Exception {
        assertThat(run(repository.resolve("capsnet"), Map.of("EXIT", "7")).exitCode())
                .isEqualTo(7);
    }

    @Test
    void javaTakesThePlaceOfTheLauncherSoThatSignalsReachIt() throws Exception {
        assertThat(run().out()).startsWith("parent " + ProcessHandle.current().pid() + "\n");
    }

    @Test
    void pluginsJoinTheClassPathWhereverTheyAreGiven() throws Exception {
        for (String name : List.of("a/1.jar", "a/2.jar", "b/3.jar", "c/4.jar")) {
            Path jar = folder.resolve("plug ins").resolve(name);
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }
        Path plugins = folder.resolve("plug ins");

        Result result = run(
                repository.resolve("capsnet"),
                Map.of("CAPSNET_PLUGINS", plugins + "/a"),
                "--plugins",
                plugins + "/b",
                "routings",
                "--plugins=" + plugins + "/c");

        assertThat(result.succeeded().out())
                .contains(":" + plugins + "/a/1.jar:" + plugins + "/a/2.jar:" + plugins + "/b/3.jar:" + plugins
                        + "/c/4.jar>")
                .endsWith("Main><routings>\n");
    }

    @Test
    void aPluginFolderThatIsAbsentOrEmptyIsAnError() throws Exception {
        assertThat(run("--plugins", "nowhere", "routings").failedWithOneLine().err())
                .contains("nowhere isn't there");
        assertThat(run("--plugins", ".", "routings").failedWithOneLine().err())
                .contains("no jar", "./mvnw package -DskipTests");
        assertThat(run("--plugins").failedWithOneLine().err()).contains("needs a folder");
    }

    @Test
    void aBackendHasABuildOfItsOwnSoThatSwitchingIsFree() throws Exception {
        assertThat(run("routings").succeeded().out()).contains("/cpu.jar>", "<-Dcapsnet.backend=cpu>");
        Path arguments = repository.resolve("capsnet-distribution/target/arguments");
        assertThat(arguments).content().doesNotContain("-P");

        Result cuda = run("--backend", "cuda", "routings").succeeded();
        assertThat(cuda.err()).startsWith(BUILDING).contains("720 MB");
        assertThat(cuda.out())
                .contains("/cuda.jar>", "<-Dcapsnet.backend=cuda>")
                .endsWith("Main><routings>\n");
        assertThat(arguments).content().contains("-Pcuda ").doesNotContain("nd4j.classifier");

        Result redist = run("routings", "--backend=cuda-redist").succeeded();
        assertThat(redist.out()).contains("/cuda-redist.jar>").endsWith("Main><routings>\n");
        assertThat(arguments).content().contains("-Pcuda,cuda-redist ");

        for (String backend : List.of("cpu", "cuda", "cuda-redist")) {
            Result again = run("--backend", backend).succeeded();
            assertThat(again.err()).isEmpty();
            assertThat(again.out()).contains("/" + backend + ".jar>");
        }
    }

    @Test
    void withoutAGpuNothingIsBuiltForIt() throws Exception {
        Result result = run(repository.resolve("capsnet"), Map.of("NO_GPU", "1"), "--backend", "cuda", "routings");

        assertThat(result.failedWithOneLine().err()).isEqualTo("capsnet: no GPU for cuda\n");
        assertThat(repository.resolve("capsnet-distribution")).doesNotExist();
    }

    @Test
    void aBackendThatIsUnknownIsAnError() throws Exception {
        assertThat(run("--backend", "gpu", "routings").failedWithOneLine().err())
                .contains("no backend is called \"gpu\"", "cpu, cuda and cuda-redist");
        assertThat(run("routings", "--backend").failedWithOneLine().err()).contains("needs a name");
    }

    @Test
    void anOldOrMissingJavaIsAnError() throws Exception {
        makeJava("1.8.0_402");
        assertThat(run().failedWithOneLine().err()).contains("version 1.8.0_402", "17 or later");

        Files.delete(javaHome.resolve("bin/java"));
        assertThat(run().failedWithOneLine().err()).contains("JAVA_HOME is " + javaHome);
    }

    @Test
    void theVersionOfAJavaWithoutAReleaseFileIsAsked() throws Exception {
        Files.delete(javaHome.resolve("release"));
        run().succeeded();
    }

    @Test
    void optionsForJavaComeLastAndAPipeIsNoTerminal() throws Exception {
        assertThat(run(repository.resolve("capsnet"), Map.of("CAPSNET_JAVA_OPTS", "-Xmx9g -Da=b"))
                        .out())
                .containsPattern("<-Xmx2g>.*<-Dorg\\.bytedeco\\.javacpp\\.maxbytes=[1-9][0-9]{8,}>.*<-Xmx9g><-Da=b>")
                .doesNotContain("capsnet.terminal");
    }

    private Result run(String... arguments) throws Exception {
        return run(repository.resolve("capsnet"), Map.of(), arguments);
    }

    private Result run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("JAVA_HOME", javaHome.toString());
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(arguments));
        return CommandLineProcess.run(Files.createDirectories(folder.resolve("elsewhere")), variables, command);
    }

    private void makeJava(String version) throws IOException {
        Files.createDirectories(javaHome.resolve("bin"));
        Files.writeString(
                javaHome.resolve("release"), "JAVA_RUNTIME_VERSION=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(javaHome.resolve("bin/javac"), "#!/bin/sh\n");
        script(javaHome.resolve("bin/java"), """
                #!/bin/sh
                case $1 in */backend/GpuCheck.java)
                    if [ -z "$NO_GPU" ]; then exit; fi
                    echo "capsnet: no GPU for $2" >&2; exit 2 ;;
                esac
                if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit; fi
                echo "parent $PPID"
                printf '<%%s>' "$@"
                echo
                exit ${EXIT:-0}
                """.formatted(version));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Moves all sources into the past, so that only what a test touches is newer than the build. */
    private void setAge(int seconds) throws IOException {
        FileTime time = FileTime.from(Instant.now().minusSeconds(seconds));
        try (var files = Files.walk(repository)) {
            for (Path file : files.filter(f -> !f.toString().contains("target")).toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }
}
