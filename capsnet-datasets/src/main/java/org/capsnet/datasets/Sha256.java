// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apiguardian.api.API;

/** The digest by which files and images are told from others. */
@API(status = INTERNAL, since = "0.1")
public final class Sha256 {

    private static final int BUFFER_BYTES = 1 << 16;

    private Sha256() {}

    /**
     * Begins a digest.
     *
     * @return one of nothing yet
     */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every one must have", impossible);
        }
    }

    /**
     * Ends a digest.
     *
     * @param digest of everything
     * @return 64 hexadecimal digits in lower case
     */
    public static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Digests bytes.
     *
     * @param bytes all of them
     * @return 64 hexadecimal digits in lower case
     */
    public static String of(byte[] bytes) {
        MessageDigest digest = begin();
        digest.update(bytes);
        return end(digest);
    }

    /**
     * Digests a file, of any size.
     *
     * @param file read as a whole
     * @return 64 hexadecimal digits in lower case
     * @throws IOException if it can't be read
     */
    public static String of(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(stream);
        }
    }

    /**
     * Digests what is left of a stream.
     *
     * @param stream read to its end, not closed
     * @return 64 hexadecimal digits in lower case
     * @throws IOException if it can't be read
     */
    public static String of(InputStream stream) throws IOException {
        MessageDigest digest = begin();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return end(digest);
    }
}
