// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTests {

    @TempDir
    private Path folder;

    @Test
    void oneAtATimeHasIt() {
        try (FolderLock lock = FolderLock.take(folder, "a run")) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> FolderLock.take(folder, "a run"))
                    .withMessage("Process " + ProcessHandle.current().pid() + " is at work on a run in " + folder
                            + ". Wait for it, or end it.");
        }
        FolderLock.take(folder, "a run").close();
    }

    /** A link to a device that is always full is locked, and then can't be written. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatCannotBeTakenWhollyIsGivenBack() throws IOException {
        Files.createSymbolicLink(folder.resolve(FolderLock.FILE), Path.of("/dev/full"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> FolderLock.take(folder, "a run"))
                .withMessage("Can't lock the folder " + folder + ": No space left on device.");

        assertThat(openFiles()).doesNotContain(Path.of("/dev/full"));
    }

    private static Stream<Path> openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.flatMap(FolderLockTests::target).toList().stream();
        }
    }

    private static Stream<Path> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link));
        } catch (IOException closedMeanwhile) {
            return Stream.of();
        }
    }
}
