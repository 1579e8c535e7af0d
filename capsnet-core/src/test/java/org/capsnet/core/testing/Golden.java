// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A folder of arrays written by tools/golden/goldens.py with PyTorch, in double precision. */
public record Golden(Path folder) {

    /** A folder below src/test/resources/golden. */
    public static Golden of(String name) {
        URL url = Golden.class.getResource("/golden/" + name);
        assertThat(url).as("golden folder " + name).isNotNull();
        try {
            return new Golden(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public INDArray get(String name) {
        return Nd4j.createFromNpyFile(folder.resolve(name + ".npy").toFile());
    }

    public boolean has(String name) {
        return Files.exists(folder.resolve(name + ".npy"));
    }

    /** Equal up to the rounding of double precision, relative to the largest element. */
    public void assertEquals(String name, INDArray actual) {
        assertClose(folder.getFileName() + "/" + name, actual, get(name), 1e-12);
    }

    public static void assertClose(String what, INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.shape()).as(what + ", shape").isEqualTo(expected.shape());
        double scale = Math.max(expected.amaxNumber().doubleValue(), 1e-300);
        double error = actual.sub(expected).amaxNumber().doubleValue() / scale;
        assertThat(error).as(what + ", largest error over largest element").isLessThan(tolerance);
    }
}
