// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are either whole or not there, also after a power failure. */
public final class AtomicFiles {

    /** When the user interrupts the program, the code that deletes them doesn't run. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> UNFINISHED.forEach(AtomicFiles::delete)));
    }

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
     * Replaces several files, none of them before the new content of all is on disk. The folders must exist.
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
                force(temporary);
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
                UNFINISHED.remove(temporary);
            }
        }
    }

    /** Else the name might be on disk before the content, when the power fails. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The program ends, and nobody is left to be told.
        }
    }

    private static Path createBeside(Path target) throws IOException {
        String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".part";
        // Not Files.createTempFile: its files can be read by their owner only, and the target would inherit that.
        Path temporary = Files.createFile(target.resolveSibling(name));
        UNFINISHED.add(temporary);
        return temporary;
    }
}
