// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

/** A word of a command line. */
final class ShellWord {

    private ShellWord() {}

    /** As a shell needs it. */
    static String quoted(String word) {
        return word.matches("[\\w./=,:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
