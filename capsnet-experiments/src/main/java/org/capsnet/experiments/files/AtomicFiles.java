// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are either whole or not there. */
public final class AtomicFiles {

    private AtomicFiles() {}

    /** Writes to a temporary file beside the target. */
    public interface Writer {
        void writeTo(Path temporary) throws IOException;
    }

    /** Replaces {@code target} in one step, after its new content was written in full. */
    public static void replace(Path target, Writer writer) throws IOException {
        Path temporary = Files.createTempFile(
                target.toAbsolutePath().getParent(), target.getFileName().toString(), ".part");
        try {
            writer.writeTo(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
