// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Files that are either whole or not there. */
public final class AtomicFiles {

    private AtomicFiles() {}

    /** Writes to a temporary file beside the target. */
    public interface Writer {
        void writeTo(Path temporary) throws IOException;
    }

    /** Replaces {@code target} in one step, after its new content was written in full. */
    public static void replace(Path target, Writer writer) throws IOException {
        replaceAll(Map.of(target, writer));
    }

    /**
     * Replaces several files, none of them before the new content of all was written in full. The folders must exist.
     *
     * @throws IOException if writing fails; then all targets are as they were, unless the renaming itself failed
     */
    public static void replaceAll(Map<Path, Writer> writers) throws IOException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, Writer> entry : writers.entrySet()) {
                Path temporary = createBeside(entry.getKey());
                temporaries.put(entry.getKey(), temporary);
                entry.getValue().writeTo(temporary);
            }
            for (Map.Entry<Path, Path> entry : temporaries.entrySet()) {
                Files.move(
                        entry.getValue(),
                        entry.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path temporary : temporaries.values()) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static Path createBeside(Path target) throws IOException {
        String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".part";
        // Not Files.createTempFile: its files can be read by their owner only, and the target would inherit that.
        Path temporary = Files.createFile(target.resolveSibling(name));
        // When the user interrupts the program, the code that deletes it doesn't run.
        temporary.toFile().deleteOnExit();
        return temporary;
    }
}
