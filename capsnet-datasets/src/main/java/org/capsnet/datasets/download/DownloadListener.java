// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.net.URI;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.capsnet.datasets.DataSetFile;

/** Is told how a {@link Downloader} gets on, by the thread that downloads. Each method does nothing unless overridden. */
@API(status = EXPERIMENTAL, since = "0.1")
public interface DownloadListener {

    /**
     * The file was there already, and is what it should be; nothing is downloaded.
     *
     * @param file the file
     * @param check what was found
     */
    default void present(DataSetFile file, FileCheck check) {}

    /**
     * The file was there but isn't what it should be; it is downloaded anew.
     *
     * @param file the file
     * @param check what was found
     */
    default void replacing(DataSetFile file, FileCheck check) {}

    /**
     * Another process downloads into the same folder; this one waits until that has ended.
     *
     * @param folder the folder
     */
    default void waiting(Path folder) {}

    /**
     * Bytes are about to arrive.
     *
     * @param file the file
     * @param mirror where from
     * @param start how many bytes an earlier download has left here, which are kept
     */
    default void started(DataSetFile file, URI mirror, long start) {}

    /**
     * More of the file has arrived.
     *
     * @param file the file
     * @param bytes how many bytes are here now, up to the file's size
     */
    default void progress(DataSetFile file, long bytes) {}

    /**
     * A mirror didn't give the file; the next one is tried.
     *
     * @param file the file
     * @param mirror the mirror
     * @param reason why, in a few words
     */
    default void mirrorFailed(DataSetFile file, URI mirror, String reason) {}

    /**
     * The file has arrived, has been checked and has got its name.
     *
     * @param file the file
     * @param path where it is
     * @param mirror where it came from
     */
    default void finished(DataSetFile file, Path path, URI mirror) {}
}
