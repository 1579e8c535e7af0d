// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The folder of capsnet as a user has it once {@code ./capsnet} has built it, here from the classes of this build. */
record CapsnetHome(Path folder) {

    static CapsnetHome in(Path folder, Shell shell) throws IOException, InterruptedException {
        Path target = Files.createDirectories(folder.resolve("capsnet-distribution/target"));
        Files.createDirectories(folder.resolve("capsnet-distribution/src/main"));
        Files.createDirectories(folder.resolve(".mvn"));
        Files.writeString(folder.resolve("capsnet-distribution/pom.xml"), "");
        Files.writeString(folder.resolve("pom.xml"), "");
        Files.writeString(target.resolve("capsnet-distribution.jar"), "");
        Files.writeString(target.resolve("classpath-cpu.txt"), classPath());
        script(folder.resolve("capsnet"), Files.readString(Sources.ROOT.resolve("capsnet")));
        // What is to be built and installed is there; a new project is made by Maven itself.
        script(folder.resolve("mvnw"), """
                #!/bin/sh
                case " $* " in
                    *" package "* | *" install "*) ;;
                    *) exec '%s' "$@" ;;
                esac
                """.formatted(Sources.ROOT.resolve("mvnw")));
        CapsnetHome home = new CapsnetHome(folder);
        shell.run(folder, "./capsnet --help").succeeded(); // leaves the launcher's note of a build
        return home;
    }

    /** As it is for a user: without the tests of this module. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
