// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

import java.io.PrintStream;

/**
 * Where a command writes: results to {@link #out}, everything else to {@link #err}.
 *
 * @param out results, for pipes
 * @param err progress, notes and errors
 * @param interactive whether {@code err} is a terminal, where a line may be drawn again
 * @param color whether escape sequences for colour are welcome
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean color) {

    /** One line of information for the user. */
    public void note(String line) {
        err.println(line);
    }
}
