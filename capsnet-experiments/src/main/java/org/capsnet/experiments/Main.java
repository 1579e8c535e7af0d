// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

import com.google.inject.Guice;
import java.util.List;
import java.util.Locale;
import org.capsnet.experiments.backend.Backend;
import org.capsnet.experiments.bench.BenchModule;
import org.capsnet.experiments.cli.CommandLineModule;
import org.capsnet.experiments.cli.CommandRunner;
import org.capsnet.experiments.cli.ErrorReport;
import org.capsnet.experiments.quickstart.QuickstartModule;
import org.capsnet.experiments.runner.RunnerModule;
import org.capsnet.experiments.terminal.Terminal;

/** The program {@code capsnet}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Figures are for programs and for readers of other languages, too.
        Locale.setDefault(Locale.ROOT);
        // All are read before the command line is parsed, since errors of parsing obey them too.
        List<String> words = List.of(arguments);
        Terminal terminal = Terminal.ofProcess(!words.contains("--no-color"));
        ErrorReport errors = new ErrorReport(terminal, words.contains("--debug"));
        boolean quiet = words.contains("-q") || words.contains("--quiet");
        System.exit(run(arguments, quiet ? terminal.quiet() : terminal, errors));
    }

    private static int run(String[] arguments, Terminal terminal, ErrorReport errors) {
        try {
            Backend.ofProcess().check();
            int exitCode = Guice.createInjector(
                            new CommandLineModule(terminal, errors),
                            new QuickstartModule(),
                            new BenchModule(),
                            new RunnerModule())
                    .getInstance(CommandRunner.class)
                    .run(arguments);
            terminal.flushResults();
            return exitCode;
        } catch (Throwable e) {
            return errors.report(e);
        }
    }
}
