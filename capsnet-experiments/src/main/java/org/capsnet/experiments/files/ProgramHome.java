// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.nio.file.Path;
import java.util.Optional;

/** The folder of this program's source, which holds the launcher. */
public final class ProgramHome {

    /** System property that the launcher sets. */
    private static final String PROPERTY = "capsnet.home";

    private ProgramHome() {}

    /** {@return the folder; nothing if the program was started otherwise than by the launcher} */
    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }
}
