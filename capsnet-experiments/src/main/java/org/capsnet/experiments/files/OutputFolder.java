// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.experiments.UserError;

/** A folder for results. */
public final class OutputFolder {

    private OutputFolder() {}

    /**
     * Checks, without changing anything, that a folder is there or can be made and written to. Meant for the start of a
     * command, before it computes for long.
     *
     * @throws UserError if not
     */
    public static void requireWritable(Path folder) {
        Path existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            throw new UserError("Can't write to the folder " + folder + ": " + existing + " isn't a folder.");
        }
        if (!Files.isWritable(existing)) {
            throw new UserError("Can't write to the folder " + folder + ": permission denied at " + existing + ".");
        }
    }

    /**
     * Makes the folder and those above it, where they aren't there yet.
     *
     * @throws UserError if that fails
     */
    public static void create(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UserError("Can't make the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
    }
}
