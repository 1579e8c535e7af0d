// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** NumPy's file format for one array. ND4J reads it, but takes every array to be in C order. */
final class NumpyFile {

    private static final String MAGIC = "\u0093NUMPY";

    /** Magic, version and the longest header of an array with so few axes. */
    private static final int START = 128;

    private NumpyFile() {}

    /** The array, in double. */
    static INDArray read(Path file) {
        String start = start(file);
        if (!start.startsWith(MAGIC)) {
            // ND4J would end the whole process.
            throw Finding.of(
                    file.getFileName() + " written by numpy.save",
                    "something else",
                    "the file, " + file.toAbsolutePath());
        }
        INDArray array = Nd4j.createFromNpyFile(file.toFile()).castTo(DataType.DOUBLE);
        return start.contains("'fortran_order': True")
                ? array.reshape('c', new long[] {array.length()}).reshape('f', array.shape())
                : array;
    }

    private static String start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
