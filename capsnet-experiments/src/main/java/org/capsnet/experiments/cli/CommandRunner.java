// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.capsnet.experiments.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.RunLast;

/** Runs a command line. */
public final class CommandRunner {

    private static final int HELP_WIDTH = 100;

    private final CommandFactory factory;
    private final Terminal terminal;

    @Inject
    CommandRunner(CommandFactory factory, Terminal terminal) {
        this.factory = factory;
        this.terminal = terminal;
    }

    /** Runs one command and gives its exit code; whatever goes wrong is thrown, for {@link ErrorReport}. */
    public int run(String... arguments) {
        CommandLine commandLine = new CommandLine(CapsnetCommand.class, factory)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
        // Not CommandLine.execute: what a command's constructor throws, it prints with a stack trace.
        return new RunLast().execute(commandLine.parseArgs(arguments));
    }
}
