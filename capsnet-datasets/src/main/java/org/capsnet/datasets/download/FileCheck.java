// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apiguardian.api.API;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.RootText;
import org.capsnet.datasets.Sha256;

/**
 * What a file on this machine is, compared with what was published.
 *
 * @param path the file; for one that is unpacked, the first that is wrong, or the first of all
 * @param state what it is
 * @param detail why, in a few words; empty if there is nothing to tell
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record FileCheck(Path path, State state, String detail) {

    /** What a file can be. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public enum State {
        /** The published file, byte for byte. */
        ORIGINAL,
        /** All that the published file holds, byte for byte, but unpacked or compressed by another program. */
        SAME_CONTENT,
        /** Not there, or not yet whole. */
        MISSING,
        /** Something else than the published file, or unreadable. */
        WRONG
    }

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Reads a file as a whole and compares. What is unpacked comes first, as it does when a data set is read.
     *
     * @param file what was published
     * @param folder the data set's folder
     * @return what is there
     */
    public static FileCheck of(DataSetFile file, Path folder) {
        Path path = folder.resolve(file.name());
        if (file.isUnpackedIn(folder)) {
            return ofContents(file, folder);
        }
        try {
            if (Files.exists(path)) {
                return ofFile(file, path);
            }
            Path part = Downloader.part(path);
            return new FileCheck(
                    path,
                    State.MISSING,
                    Files.exists(part)
                            ? RootText.format("%,d of %,d bytes are downloaded", Files.size(part), file.size())
                            : "");
        } catch (IOException failure) {
            return new FileCheck(path, State.WRONG, "can't be read: " + Reason.of(failure));
        }
    }

    /**
     * Tells whether the file can be used.
     *
     * @return whether it holds what was published
     */
    public boolean good() {
        return state == State.ORIGINAL || state == State.SAME_CONTENT;
    }

    private static FileCheck ofFile(DataSetFile file, Path path) throws IOException {
        long size = Files.size(path);
        if (size == file.size() && Sha256.of(path).equals(file.sha256())) {
            return new FileCheck(path, State.ORIGINAL, "");
        }
        if (file.contents().size() == 1
                && gzipSha256(path).equals(file.contents().get(0).sha256())) {
            return new FileCheck(path, State.SAME_CONTENT, "compressed anew");
        }
        return new FileCheck(
                path,
                State.WRONG,
                size == file.size()
                        ? "its SHA-256 isn't the published one"
                        : RootText.format("it has %,d bytes instead of %,d", size, file.size()));
    }

    private static FileCheck ofContents(DataSetFile file, Path folder) {
        for (DataSetFile.Content content : file.contents()) {
            Path path = folder.resolve(content.name());
            try {
                if (!Sha256.of(path).equals(content.sha256())) {
                    return new FileCheck(path, State.WRONG, "its SHA-256 isn't the published one");
                }
            } catch (IOException failure) {
                return new FileCheck(path, State.WRONG, "can't be read: " + Reason.of(failure));
            }
        }
        return new FileCheck(folder.resolve(file.contents().get(0).name()), State.SAME_CONTENT, "unpacked");
    }

    /** Of what a gzip file holds; empty if it can't be unpacked. */
    private static String gzipSha256(Path path) {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
            return Sha256.of(stream);
        } catch (IOException damaged) {
            return "";
        }
    }
}
