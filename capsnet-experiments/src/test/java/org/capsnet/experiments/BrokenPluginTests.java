// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.LauncherProcess;
import org.capsnet.experiments.testing.TestPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A broken plug-in says what is wrong with it, in one line without a stack trace, and the others go on. */
@DisabledOnOs(OS.WINDOWS)
class BrokenPluginTests {

    private static final String AUTHOR = " Report this to its author.\n";

    @TempDir
    private Path temporary;

    private Path folder;
    private Path plugins;
    private LauncherProcess launcher;

    @BeforeEach
    void makeLauncher() throws IOException, InterruptedException {
        folder = temporary.toRealPath();
        plugins = Files.createDirectory(folder.resolve("plug ins"));
        launcher = LauncherProcess.in(Files.createDirectory(folder.resolve("repository")));
        jar("good", TestPlugin.of("Good", "good"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPluginThatWorksIsListedWithItsJar() throws Exception {
        Result result = run("routings", "describe", "good").succeeded();

        assertThat(result.out()).startsWith("good  Sums.\n").contains("provided by Good in " + plugins + "/good.jar\n");
        assertThat(result.err())
                .isEqualTo("Next: " + folder + "/repository/capsnet --plugins '" + plugins
                        + "' quickstart --smoke --routing good trains a small network with it.\n");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aJarWithoutAServiceFileIsToldTheLineThatItNeeds() throws Exception {
        Path jar = jar("bad", TestPlugin.of("Forgotten", "forgotten").services(null));

        assertListed(jar
                + " provides no routing, since it has no file META-INF/services/org.capsnet.routing.spi.RoutingPlugin."
                + " Add one with the line Forgotten, the class of the plug-in.\n");
        Result missing = run("quickstart", "--routing", "forgotten");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("Add one with the line Forgotten"),
                        line -> assertThat(line).startsWith("capsnet: No routing is called \"forgotten\"."));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aJarThatIsNoneIsReported() throws Exception {
        Path jar = Files.writeString(plugins.resolve("bad.jar"), "<html>404</html>");

        assertListed(jar + " isn't a jar that can be read (", "). Build or copy it anew.\n");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void twoPluginsOfOneNameAreNamedWithBothJars() throws Exception {
        Path jar = jar("other", TestPlugin.of("Other", "good"));

        assertThat(run("routings").failedWithOneLine().err())
                .isEqualTo("capsnet: Two plug-ins provide the routing \"good\": Good in " + plugins
                        + "/good.jar and Other in " + jar + ". Remove one of them, or rename it.\n");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aClassThatTheServiceFileMisspellsIsNamed() throws Exception {
        Path jar = jar("bad", TestPlugin.of("Spelled", "spelled").services("Speled\n"));

        assertListed("a plug-in failed to load: Speled isn't on the class path, though META-INF/services/"
                + "org.capsnet.routing.spi.RoutingPlugin in " + jar
                + " names it. Correct the name there, or add the jar"
                + " that has the class.\n");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aMissingLibraryIsNamedWhereverItIsFirstNeeded() throws Exception {
        String library = "public class Library { public static int two() { return 2; } }";
        String remedy = " needs the class Library, which isn't on the class path. Add the jar that has it.\n";
        String call = "if (Library.two() != 2) throw new Error(); ";

        Path jar = jar("bad", plugin().needing("Library", library).constructor(call));
        assertListed("a plug-in failed to load: Broken in " + jar + remedy);

        jar("bad", plugin().needing("Library", library).defaults(call + "return new Sum();"));
        assertListed("a plug-in failed to load: Broken in " + jar + remedy);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anExceptionInTheConstructorIsQuoted() throws Exception {
        Path jar = jar("bad", plugin().constructor("if (true) throw new IllegalStateException(\"no\\nlicence\");"));

        assertListed(
                "a plug-in failed to load: Broken in " + jar + " throws IllegalStateException: no licence." + AUTHOR);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anExceptionInItsNameIsQuoted() throws Exception {
        Path jar = jar("bad", plugin().name("throw new IllegalStateException(\"which?\");"));

        assertListed("a plug-in failed to load: Broken in " + jar + " throws IllegalStateException: which?" + AUTHOR);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anExceptionInItsDefaultsIsQuotedOnceWhoeverAsksForIt() throws Exception {
        Path jar = jar("bad", plugin().defaults("throw new IllegalStateException(\"no table\");"));
        String text = "Broken in " + jar + " throws IllegalStateException: no table." + AUTHOR;

        assertListed("a plug-in failed to load: " + text);
        for (List<String> command : List.of(
                List.of("routings", "describe", "broken"),
                List.of("bench", "routing", "good", "broken"),
                List.of("quickstart", "--routing", "good,broken"),
                List.of("route", "--routing", "broken", "--in", ".", "--out", "out"))) {
            Result result = run(command.toArray(String[]::new));
            assertThat(result.err()).isEqualTo("capsnet: The routing \"broken\" can't be used: " + text);
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void capsulesOtherThanAgreedAreAFaultOfTheRoutingInEveryCommandThatRunsIt() throws Exception {
        Path empty = jar("empty", TestPlugin.of("Empty", "empty").route("return null;"));
        Path flat = jar("flat", TestPlugin.of("Flat", "flat").route("return Capsules.of(input.votes().sum().sum(1));"));
        Path arrays = Files.createDirectory(folder.resolve("arrays"));
        for (String array : List.of("u.npy", "W.npy")) {
            Files.copy(
                    Path.of("../capsnet-routing-dynamic/src/test/resources/golden/iterations-3-detached", array),
                    arrays.resolve(array));
        }
        String nothing = "The routing Empty$Sum in " + empty + " returned null. Report this to its author.";

        Result described = run("routings", "describe", "empty").succeeded();
        Result benched = run("bench", "routing", "empty", "--smoke");
        Result applied = run("route", "--routing", "empty", "--in", "arrays", "--out", "out");
        Result shaped = run("route", "--routing", "flat", "--in", "arrays", "--out", "out");

        assertThat(described.out()).contains("activations below  unknown, since it fails\n");
        assertThat(described.err()).contains(nothing);
        assertThat(benched.err()).contains(nothing).doesNotContain("NullPointerException");
        assertThat(applied.err()).contains("capsnet: " + nothing).doesNotContain("NullPointerException");
        assertThat(applied.exitCode()).isEqualTo(1);
        assertThat(shaped.err())
                .contains("capsnet: The routing Flat$Sum in " + flat
                        + " returned poses of shape [3, 1, 6], expected [3, 4, 6]. Report this to its author.");
        assertThat(shaped.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("slow")
    void aRoutingThatFailsInTrainingIsReportedAndTheOthersGoOn() throws Exception {
        Path exception = jar(
                "exception",
                TestPlugin.of("Thrower", "thrower").route("throw new IllegalStateException(\"no root\");"));
        Path library = jar(
                "library",
                TestPlugin.of("Needy", "needy")
                        .needing("Solver", "public class Solver { public static void solve() {} }")
                        .route("Solver.solve(); return null;"));
        Path shape = jar(
                "shape",
                TestPlugin.of("Shapeless", "shapeless").route("return Capsules.of(input.votes().sum().sum(1));"));
        Path traits = jar("traits", TestPlugin.of("Careless", "careless").traits("null"));
        Path poses = jar(
                "poses",
                TestPlugin.of("Poses", "nan-poses")
                        .route("return Capsules.of(input.votes().sum().squared().plus(1).times(-1).log());"));
        Path activations = jar(
                "activations",
                TestPlugin.of("Activations", "nan-activations")
                        .traits("RoutingTraits.standard().with(RoutingTraits.Couplings.NONE)"
                                + ".with(RoutingTraits.Activation.PROBABILITY)")
                        .route("Tensor v = input.votes().sum().squash();"
                                + "return Capsules.of(v, v.lengths().plus(1).times(-1).log());"));

        Result result = run(
                "quickstart",
                "--smoke",
                "--routing",
                "thrower,needy,shapeless,careless,nan-poses,nan-activations,good");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).doesNotContain("\tat ", "a plug-in failed");
        String end = " This run ends here.\n";
        assertThat(result.err())
                .contains("thrower (1/7)  epoch 1/1  failed at step 1: The routing Thrower$Sum in " + exception
                        + " of CapsuleLayer \"stage-1\" (layer 2) throws IllegalStateException: no root. Report this to its"
                        + " author." + end)
                .contains("needy (2/7)  epoch 1/1  failed at step 1: The routing Needy$Sum in " + library
                        + " of CapsuleLayer \"stage-1\" (layer 2) needs the class Solver, which isn't on the class path."
                        + " Add the jar that has it." + end)
                .contains("shapeless (3/7)  epoch 1/1  failed at step 1: The routing Shapeless$Sum in " + shape
                        + " of CapsuleLayer \"stage-1\" (layer 2) returned poses of shape [128, 1, 16], expected"
                        + " [128, 10, 16]. Report this to its author." + end)
                .contains("careless (4/7)  epoch 1/1  failed: The routing Careless$Sum in " + traits
                        + " throws NullPointerException")
                .contains("nan-poses (5/7)  epoch 1/1  diverged at step 1: The poses that Poses$Sum in " + poses
                        + " in capsule layer 2 gives are the first that aren't finite." + end)
                .contains(
                        "nan-activations (6/7)  epoch 1/1  diverged at step 1: The activations that Activations$Sum in "
                                + activations + " in capsule layer 2 gives are the first that aren't finite." + end)
                .contains("good (7/7)  epoch 1/1  loss 0.");
        assertThat(result.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .anyMatch(line -> line.matches("thrower\\|.*failed at step 1"))
                .anyMatch(line -> line.matches("good\\|.* %\\|\\d\\.\\d{3}"));
        assertThat(folder.resolve("quickstart/report.html")).content().contains("IllegalStateException: no root.");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("slow")
    void debugShowsTheStackTraceOfARoutingThatFails() throws Exception {
        jar("bad", plugin().route("throw new IllegalStateException(\"no root\");"));

        Result result = run("--debug", "quickstart", "--smoke", "--routing", "broken");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("Caused by: java.lang.IllegalStateException: no root", "\tat Broken$Sum.route(");
    }

    private static TestPlugin plugin() {
        return TestPlugin.of("Broken", "broken");
    }

    private Path jar(String name, TestPlugin plugin) throws IOException {
        return plugin.writeJar(plugins.resolve(name + ".jar"));
    }

    /** The list has the plug-in that works, and the only line on standard error is about the other. */
    private void assertListed(String... complaint) throws Exception {
        Result result = run("routings").succeeded();
        assertThat(result.out()).contains("good  Sums.\n").doesNotContain("broken", "forgotten", "spelled");
        assertThat(result.err())
                .startsWith("capsnet: ")
                .contains(complaint)
                .hasLineCount(1)
                .doesNotContain("\tat ");
    }

    private Result run(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        all[0] = "--plugins";
        all[1] = plugins.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return launcher.run(folder, all);
    }
}
