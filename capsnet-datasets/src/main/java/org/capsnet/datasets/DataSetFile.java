// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A file of a data set, as it is published, and where to get it.
 *
 * @param name the file's name, without a folder
 * @param size its length in bytes
 * @param sha256 its SHA-256, 64 hexadecimal digits in lower case
 * @param contents what it holds, unpacked: the one file in a {@code .gz}, the files that are read of a {@code .tar.gz};
 *     none if the file isn't packed
 * @param mirrors addresses of the file, the first to be tried first
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record DataSetFile(String name, long size, String sha256, List<Content> contents, List<URI> mirrors) {

    /**
     * A file inside a packed one.
     *
     * @param name its path when it is unpacked, from the data set's folder on, with slashes
     * @param sha256 its SHA-256, 64 hexadecimal digits in lower case
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record Content(String name, String sha256) {

        /**
         * Checks the SHA-256.
         *
         * @throws IllegalArgumentException if it isn't 64 hexadecimal digits in lower case
         */
        public Content {
            requireSha256(name, sha256);
        }
    }

    /**
     * Checks the values, and keeps copies of the lists.
     *
     * @throws IllegalArgumentException if the name has a folder, the size is below 1, or the SHA-256 isn't 64 hexadecimal
     *     digits in lower case
     */
    public DataSetFile {
        if (name.isBlank() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a file; give one without a folder and without a dot at its start");
        }
        if (size < 1) {
            throw new IllegalArgumentException(name + " has a size of " + size + " bytes; give 1 or more");
        }
        requireSha256(name, sha256);
        contents = List.copyOf(contents);
        mirrors = List.copyOf(mirrors);
    }

    /**
     * Tells whether the file is in a folder, or else all that it holds, unpacked. Looks at names only.
     *
     * @param folder the data set's folder
     * @return whether nothing is missing
     */
    public boolean isIn(Path folder) {
        return isUnpackedIn(folder) || Files.isRegularFile(folder.resolve(name));
    }

    /**
     * Tells whether a folder has all that the file holds, unpacked; this is then what is read. Looks at names only.
     *
     * @param folder the data set's folder
     * @return whether nothing is missing; false if the file isn't a packed one
     */
    public boolean isUnpackedIn(Path folder) {
        return !contents.isEmpty()
                && contents.stream().allMatch(content -> Files.isRegularFile(folder.resolve(content.name())));
    }

    private static void requireSha256(String name, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    name + " has the SHA-256 \"" + sha256 + "\"; give 64 hexadecimal digits in lower case");
        }
    }
}
