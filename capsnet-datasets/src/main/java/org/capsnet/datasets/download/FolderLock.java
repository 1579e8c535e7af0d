// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one process at a time download into a folder. The system gives the lock back when the process ends, however it ends.
 * The file stays: whoever deleted it could take it from under another process that is about to lock it.
 */
final class FolderLock implements AutoCloseable {

    static final String FILE = ".lock";

    private static final long POLL_MILLIS = 100;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder, Runnable onWaiting) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            boolean told = false;
            while (lock(channel) == null) {
                if (!told) {
                    onWaiting.run();
                    told = true;
                }
                Thread.sleep(POLL_MILLIS);
            }
            return new FolderLock(channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
