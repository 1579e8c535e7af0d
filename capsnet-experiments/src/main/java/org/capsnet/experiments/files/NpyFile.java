// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.capsnet.experiments.UserError;

/**
 * NumPy's file format for one array, with float32 or float64 elements.
 *
 * <p>ND4J has a reader of its own, in native code, where a damaged file ends the whole process.
 */
public final class NpyFile {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int MAXIMUM_HEADER = 1 << 16;

    private NpyFile() {}

    /**
     * Reads an array in C or Fortran order, format version 1.0, 2.0 or 3.0.
     *
     * @throws UserError if the file can't be read, is damaged, or holds something else; the message names the file
     */
    public static NpyArray read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("Can't read " + file + ": "
                    + (Files.exists(file) ? "it isn't a regular file." : "there is no such file."));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file, new DataInputStream(in), Files.size(file));
        } catch (EOFException e) {
            throw damaged(file, "it ends within its header", e);
        } catch (IOException e) {
            throw new UserError("Can't read " + file + ": " + FileProblem.of(e) + ".", e);
        }
    }

    private static NpyArray read(Path file, DataInputStream in, long fileSize) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new UserError(file + " isn't a NumPy file of one array; write it with numpy.save(\""
                    + file.getFileName() + "\", array).");
        }
        int version = in.readUnsignedByte();
        int minorVersion = in.readUnsignedByte();
        if (version < 1 || version > 3 || minorVersion != 0) {
            throw damaged(file, "its format version is " + version + "." + minorVersion + ", not 1.0, 2.0 or 3.0");
        }
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        long headerLength = littleEndian(in, lengthBytes);
        if (headerLength > MAXIMUM_HEADER) {
            throw damaged(file, "its header claims to be " + headerLength + " bytes long");
        }
        byte[] header = new byte[(int) headerLength];
        in.readFully(header);
        NpyHeader described = NpyHeader.parse(
                file, new String(header, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        long dataSize = fileSize - MAGIC.length - 2 - lengthBytes - headerLength;
        long expected = described.dataSize(file);
        if (dataSize != expected) {
            throw damaged(
                    file,
                    described.type() + " " + described.shape() + " needs " + expected + " bytes, but it has "
                            + dataSize);
        }
        if (expected > Integer.MAX_VALUE - Long.BYTES) {
            throw new UserError(file + " is too large: at most 2 GiB can be read.");
        }
        byte[] elements = new byte[(int) expected];
        in.readFully(elements);
        return new NpyArray(described.type(), described.shape(), described.order(), ByteBuffer.wrap(elements));
    }

    /** Writes an array in format version 1.0. */
    public static void write(Path file, NpyArray array) throws IOException {
        String description = NpyHeader.text(array.type(), array.order(), array.shape());
        int prefix = MAGIC.length + 2 + Short.BYTES;
        int unpadded = prefix + description.length() + 1;
        String header = description + " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
        ByteBuffer start = ByteBuffer.allocate(prefix).order(ByteOrder.LITTLE_ENDIAN);
        start.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(start.array());
            out.write(header.getBytes(StandardCharsets.ISO_8859_1));
            WritableByteChannel channel = Channels.newChannel(out);
            ByteBuffer elements = array.elements();
            while (elements.hasRemaining()) {
                channel.write(elements);
            }
        }
    }

    static UserError damaged(Path file, String how) {
        return damaged(file, how, null);
    }

    private static UserError damaged(Path file, String how, Exception cause) {
        return new UserError(file + " is damaged, or isn't a NumPy file: " + how + ".", cause);
    }

    private static long littleEndian(DataInputStream in, int bytes) throws IOException {
        long value = 0;
        for (int k = 0; k < bytes; k++) {
            value |= (long) in.readUnsignedByte() << (Byte.SIZE * k);
        }
        return value;
    }
}
