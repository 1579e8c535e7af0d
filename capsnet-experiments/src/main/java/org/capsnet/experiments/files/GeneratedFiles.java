// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.capsnet.experiments.UserError;

/** Text files that a command writes, which replace those of an earlier time and nothing else. */
public final class GeneratedFiles {

    private static final int SIGNATURE_BYTES = 1024;

    private final Path folder;

    private GeneratedFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder where it isn't there, and makes sure that files can be written.
     *
     * @param signatures what each file has near its start if the command wrote it, by its path in the folder
     * @param writer the command, with its article, for messages
     * @throws UserError if they can't, or if one would replace a file that isn't the command's
     */
    public static GeneratedFiles prepare(Path folder, Map<String, String> signatures, String writer) {
        signatures.forEach((name, signature) -> requireOwn(folder.resolve(name), signature, writer));
        OutputFolder.requireWritable(folder);
        OutputFolder.create(folder);
        signatures
                .keySet()
                .forEach(name -> OutputFolder.create(
                        folder.resolve(name).toAbsolutePath().getParent()));
        try {
            // Permissions aren't all: the disk may be full, or its file system be mounted for reading only.
            Files.delete(Files.createTempFile(folder, ".writable", ".part"));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        return new GeneratedFiles(folder);
    }

    /**
     * Writes all files, none before the content of each is on disk.
     *
     * @param contents by the paths of the files in the folder
     * @throws UserError if a file can't be written
     */
    public void write(Map<String, String> contents) {
        Map<Path, AtomicFiles.Writer> writers = new LinkedHashMap<>();
        contents.forEach((name, content) ->
                writers.put(folder.resolve(name), temporary -> Files.writeString(temporary, content)));
        try {
            AtomicFiles.replaceAll(writers);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static UserError unwritable(Path folder, IOException e) {
        return new UserError("Can't write to the folder " + folder + ": " + FileProblem.of(e) + ".", e);
    }

    private static void requireOwn(Path file, String signature, String writer) {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (new String(in.readNBytes(SIGNATURE_BYTES), StandardCharsets.UTF_8).contains(signature)) {
                return;
            }
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
        throw new UserError(file + " would be replaced, but " + writer
                + " hasn't written it. Move it away, or choose another folder with --out.");
    }
}
