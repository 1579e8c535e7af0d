// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTests {

    private static final String RED = "\u001b[31m";

    @TempDir
    private Path folder;

    @Test
    void helpShowsExamplesBeforeOptionsAndEveryCommand() throws Exception {
        Result result = run("--help").succeeded();

        assertThat(result.out()).containsSubsequence("Examples:", "Usage: capsnet", "Options:", "Commands:");
        assertThat(result.out())
                .contains(
                        "  routings ",
                        "  route ",
                        "  bench ",
                        "  new-routing ",
                        "--backend cuda ...",
                        "--plugins",
                        "CAPSNET_JAVA_OPTS");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void everyCommandHasHelp() throws Exception {
        assertThat(run("route", "--help").succeeded().out()).contains("Usage: capsnet route", "--set", "dv.npy");
    }

    @Test
    void withoutACommandHelpIsShownAsAnError() throws Exception {
        Result result = run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Usage: capsnet");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void versionNamesCapsnetJavaAndNd4j() throws Exception {
        assertThat(run("--version").succeeded().out())
                .containsPattern("capsnet \\d+\\.\\d+\\.\\d+")
                .contains("Java    " + Runtime.version())
                .containsPattern("ND4J    \\d+\\.\\d+\\.\\d+");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() throws Exception {
        assertThat(run("rout").failedWithOneLine().err())
                .isEqualTo("capsnet: No command is called \"rout\". Did you mean \"route\" or \"routings\" or"
                        + " \"new-routing\"? See: capsnet --help\n");
    }

    @Test
    void aGroupOfCommandsShowsItsCommands() throws Exception {
        Result result = run("bench");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Usage: capsnet bench", "  routing ");
        assertThat(run("bench", "rooting").failedWithOneLine().err())
                .isEqualTo("capsnet: No command is called \"rooting\". Did you mean \"routing\"?"
                        + " See: capsnet bench --help\n");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearest() throws Exception {
        assertThat(run("routings", "--jsn").failedWithOneLine().err())
                .contains("no option \"--jsn\"", "Did you mean \"--json\"?", "See: capsnet routings --help");
    }

    @Test
    void aMissingOptionIsNamed() throws Exception {
        assertThat(run("route", "--in", ".", "--out", "out").failedWithOneLine().err())
                .contains("Missing required option", "--routing");
    }

    @Test
    void debugShowsTheStackTraceOfAnError() throws Exception {
        Result result = run("routings", "describe", "nosuch", "--debug");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("capsnet: No routing is called \"nosuch\"");
        assertThat(result.err()).contains("RoutingException", "\tat org.capsnet.");
    }

    @Test
    void errorsAreColouredOnATerminalOnly() throws Exception {
        assertThat(run("rout").err()).doesNotContain("\u001b");
        assertThat(onTerminal(Map.of(), "rout").err()).contains(RED);
    }

    @Test
    void colourCanBeSwitchedOff() throws Exception {
        assertThat(onTerminal(Map.of("NO_COLOR", "1"), "rout").err()).doesNotContain("\u001b");
        assertThat(onTerminal(Map.of(), "--no-color", "rout").err()).doesNotContain("\u001b");
    }

    @Test
    void quietLeavesResultsAndErrors() throws Exception {
        Files.writeString(folder.resolve("one.yaml"), "routing: dynamic\n");

        Result plan = run("plan", "one.yaml", "-q");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("0e152f674071");
        assertThat(plan.err()).isEmpty();
        assertThat(run("plan", "nosuch.yaml", "--quiet").failedWithOneLine().err())
                .contains("nosuch.yaml");
    }

    private Result run(String... arguments) throws Exception {
        return CommandLineProcess.in(folder).run(arguments);
    }

    private Result onTerminal(Map<String, String> environment, String... arguments) throws Exception {
        return CommandLineProcess.in(folder)
                .withEnvironment(environment)
                .withJavaOption("-Dcapsnet.terminal=true")
                .run(arguments);
    }
}
