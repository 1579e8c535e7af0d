// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An open binary file that is read once, front to back, through gzip where its content is gzip data.
 *
 * <p>Every failure is a {@link DataFileException} that names the file. Positions count the bytes after
 * decompression.
 */
final class DataFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIRST_CHUNK_BYTES = 1 << 20;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final InputStream content;
    private final boolean compressed;
    private long position;

    private DataFile(String name, InputStream content, boolean compressed) {
        this.name = name;
        this.content = content;
        this.compressed = compressed;
    }

    static DataFile open(Path path) {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new DataFileException(name + ": is a directory; give the file itself");
        }
        try {
            return open(name, Files.newInputStream(path));
        } catch (NoSuchFileException missing) {
            throw new DataFileException(name + ": no such file; check the path", missing);
        } catch (AccessDeniedException denied) {
            throw new DataFileException(name + ": may not be read; check the permissions", denied);
        } catch (IOException failure) {
            throw new DataFileException(
                    name + ": cannot be opened (" + oneLine(failure) + "); check the file and its disk", failure);
        }
    }

    /** Opens a file of this module's jar; the path starts from this package. */
    static DataFile openResource(String path) {
        String name = "class path resource " + path;
        InputStream stream = DataFile.class.getResourceAsStream(path);
        if (stream == null) {
            throw new DataFileException(name + ": is missing from the jar of capsnet-datasets; get the jar again");
        }
        return open(name, stream);
    }

    private static DataFile open(String name, InputStream raw) {
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
        try {
            buffered.mark(2);
            boolean compressed = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            InputStream content = compressed ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
            return new DataFile(name, content, compressed);
        } catch (IOException failure) {
            DataFileException told = new DataFileException(
                    name + ": its start cannot be read (" + oneLine(failure) + "); get the file again", failure);
            try {
                buffered.close();
            } catch (IOException second) {
                told.addSuppressed(second);
            }
            throw told;
        }
    }

    String name() {
        return name;
    }

    /**
     * Reads exactly so many bytes. Memory grows with what the file really holds, not with the count, which
     * may come from a damaged header.
     *
     * @param expected what the file should hold up to the end of these bytes, for the error message
     */
    byte[] readBytes(long count, String expected) {
        if (count > LARGEST_ARRAY) {
            throw failure(RootText.format(
                            "expected %s, more than the %d bytes that can be held; if that is not what the file",
                            expected, LARGEST_ARRAY)
                    + " should be, get it again");
        }
        byte[] bytes = new byte[(int) Math.min(count, FIRST_CHUNK_BYTES)];
        int filled = 0;
        while (filled < count) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * filled));
            }
            int read = read(bytes, filled, bytes.length - filled, expected);
            if (read < 0) {
                throw endsEarly("the file", expected, null);
            }
            filled += read;
        }
        return bytes;
    }

    /** Reads four bytes, the highest first. */
    int readInt(String expected) {
        return ByteBuffer.wrap(readBytes(Integer.BYTES, expected)).getInt();
    }

    /** Checks that nothing follows; for gzip data, this also checks the sum at the end. */
    void requireEnd(String expected) {
        long end = position;
        if (read(new byte[1], 0, 1, expected) >= 0) {
            throw failure(RootText.format(
                            "expected %s but the file goes on after byte %d; check that it is the right file, or get",
                            expected, end)
                    + " it again");
        }
    }

    DataFileException failure(String message) {
        return new DataFileException(name + ": " + message);
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException failure) {
            throw new DataFileException(
                    name + ": cannot be closed (" + oneLine(failure) + "); check the file and its disk", failure);
        }
    }

    private int read(byte[] target, int offset, int length, String expected) {
        try {
            int read = content.read(target, offset, length);
            position += Math.max(read, 0);
            return read;
        } catch (EOFException early) {
            throw endsEarly("the gzip data", expected, early);
        } catch (ZipException damaged) {
            throw new DataFileException(
                    RootText.format(
                            "%s: expected %s but the gzip data is damaged after %d bytes (%s); download it again",
                            name, expected, position, oneLine(damaged)),
                    damaged);
        } catch (IOException failure) {
            throw new DataFileException(
                    RootText.format(
                            "%s: cannot be read after byte %d (%s); check the file and its disk",
                            name, position, oneLine(failure)),
                    failure);
        }
    }

    private DataFileException endsEarly(String what, String expected, EOFException cause) {
        return new DataFileException(
                RootText.format(
                        "%s: expected %s but %s ends after %d bytes%s; download it again",
                        name, expected, what, position, compressed ? " (uncompressed)" : ""),
                cause);
    }

    private static String oneLine(IOException failure) {
        if (failure instanceof EOFException) {
            return "it ends early";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
