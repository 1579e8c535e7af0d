// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.FileProblem;

/**
 * Lets one process at a time work in a folder. The system gives the lock back when the process ends, however it ends. The
 * file stays: whoever deleted it could take it from under another process that is about to lock it.
 */
final class FolderLock implements AutoCloseable {

    static final String FILE = ".lock";

    /** Far behind the text, which others must be able to read where a lock keeps them from it. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param what is in the folder, for the message
     * @throws UserError if another process has it
     */
    static FolderLock take(Path folder, String what) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!lock(channel)) {
                    throw new UserError("Process " + Files.readString(file).strip() + " is at work on " + what + " in "
                            + folder + ". Wait for it, or end it.");
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
                return new FolderLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UserError("Can't lock the folder " + folder + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /**
     * Whether another process has the lock. Not to be asked by the process that has it: on some systems, it would lose the
     * lock by that.
     */
    static boolean isTakenByOther(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return !lock(channel);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
