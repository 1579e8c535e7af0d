// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files by hand, right and wrong ones. */
final class IdxFileWriter {

    private IdxFileWriter() {}

    /** Returns an image file whose pixel bytes count up from 0. */
    static byte[] images(int count, int height, int width) {
        byte[] pixels = new byte[count * height * width];
        for (int index = 0; index < pixels.length; index++) {
            pixels[index] = (byte) index;
        }
        return bytes(pixels, 0x803, count, height, width);
    }

    static byte[] labels(int... labels) {
        byte[] marks = new byte[labels.length];
        for (int index = 0; index < labels.length; index++) {
            marks[index] = (byte) labels[index];
        }
        return bytes(marks, 0x801, labels.length);
    }

    static byte[] bytes(byte[] body, int... header) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * header.length + body.length);
        for (int number : header) {
            buffer.putInt(number);
        }
        return buffer.put(body).array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
            stream.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
