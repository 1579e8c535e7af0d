// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: results to {@link #out}, everything else to {@link #err}.
 *
 * @param out results, for pipes
 * @param err progress, notes and errors
 * @param interactive whether {@code err} is a terminal, where a line may be drawn again
 * @param color whether escape sequences for colour are welcome on {@code err}
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean color) {

    /**
     * System property that the launcher sets to {@code true} when standard error is a terminal. Java can't tell:
     * {@link System#console()} looks at standard input and output.
     */
    private static final String ERROR_IS_TERMINAL = "capsnet.terminal";

    /**
     * The terminal of this process. Text is UTF-8 whatever the locale.
     *
     * @param colorWanted whether the user lets the program use colour; NO_COLOR and a dumb terminal forbid it too
     */
    public static Terminal ofProcess(boolean colorWanted) {
        boolean interactive = Boolean.getBoolean(ERROR_IS_TERMINAL);
        return new Terminal(
                new ResultPrinter(new ResultStream(new FileOutputStream(FileDescriptor.out))),
                utf8(new FileOutputStream(FileDescriptor.err)),
                interactive,
                interactive && colorWanted && colorAllowed(System.getenv()));
    }

    /**
     * Makes sure that all results have left the program.
     *
     * @throws UncheckedIOException if they couldn't, for instance on a full disk; a closed pipe is no failure
     */
    public void flushResults() {
        out.flush();
        if (out instanceof ResultPrinter printer && printer.results.failure() != null) {
            throw new UncheckedIOException(
                    "the results couldn't be written: "
                            + printer.results.failure().getMessage(),
                    printer.results.failure());
        }
    }

    /** {@return the same without progress and notes: results alone} */
    public Terminal quiet() {
        return new Terminal(out, utf8(OutputStream.nullOutputStream()), false, false);
    }

    /** One line of information for the user. */
    public void note(String line) {
        err.println(line);
    }

    /** What the environment says, by the convention of no-color.org. */
    static boolean colorAllowed(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    private static final class ResultPrinter extends PrintStream {

        private final ResultStream results;

        ResultPrinter(ResultStream results) {
            super(results, true, StandardCharsets.UTF_8);
            this.results = results;
        }
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
