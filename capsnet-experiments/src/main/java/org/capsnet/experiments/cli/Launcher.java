// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.nio.file.Path;
import org.capsnet.experiments.files.ProgramHome;

/** How a user starts this program from the folder that it was started in. */
final class Launcher {

    /** The program's name, and its launcher's. */
    static final String NAME = "capsnet";

    private Launcher() {}

    /** {@return what can be pasted into a shell; the name alone if the program was started otherwise than by the launcher} */
    static String pasted() {
        return ProgramHome.folder()
                .map(home -> isHere(home) ? "./" + NAME : home.resolve(NAME).toString())
                .map(ShellWord::quoted)
                .orElse(NAME);
    }

    /** {@return how a file of the program's own folder is named in the folder that it was started in} */
    static String file(String name) {
        return ProgramHome.folder()
                .filter(home -> !isHere(home))
                .map(home -> home.resolve(name).toString())
                .orElse(name);
    }

    private static boolean isHere(Path home) {
        return home.equals(Path.of("").toAbsolutePath());
    }
}
