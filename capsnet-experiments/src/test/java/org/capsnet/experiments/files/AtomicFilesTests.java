// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTests {

    @TempDir
    private Path folder;

    @Test
    void replacesAFileAndLeavesNothingBesideIt() throws IOException {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");

        AtomicFiles.replace(target, temporary -> Files.writeString(temporary, "new"));

        assertThat(target).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
    }

    @Test
    void theFileMayBeReadByWhoeverMayReadOtherNewFiles() throws IOException {
        Path target = folder.resolve("a.txt");
        AtomicFiles.replace(target, temporary -> Files.writeString(temporary, "new"));

        Path ordinary = Files.createFile(folder.resolve("b.txt"));
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void whenOneOfSeveralCannotBeWrittenAllAreAsTheyWere() throws IOException {
        Path first = Files.writeString(folder.resolve("a.txt"), "old");
        Map<Path, AtomicFiles.Writer> writers = new LinkedHashMap<>();
        writers.put(first, temporary -> Files.writeString(temporary, "new"));
        writers.put(folder.resolve("b.txt"), temporary -> {
            throw new IOException("disk full");
        });

        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.replaceAll(writers))
                .withMessage("disk full");

        assertThat(first).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(first));
    }

    /** Ends the process while a file is being written. */
    static final class Ending {

        public static void main(String[] arguments) throws IOException {
            AtomicFiles.replace(Path.of(arguments[0]), temporary -> {
                Files.writeString(temporary, "half of it");
                System.exit(0);
            });
        }
    }

    @Test
    void aProcessThatEndsMeanwhileLeavesNothing() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ending.class.getName(),
                        folder.resolve("a.txt").toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anOutputFolderBelowAFileIsAnErrorOfTheUser() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "");
        Path impossible = file.resolve("b/c");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> OutputFolder.requireWritable(impossible))
                .withMessageContaining(file + " isn't a folder");
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> OutputFolder.create(impossible));
    }

    @Test
    void checkingAnOutputFolderMakesNothing() {
        OutputFolder.requireWritable(folder.resolve("b/c"));
        assertThat(folder).isEmptyDirectory();
    }
}
