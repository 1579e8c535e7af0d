// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A folder of arrays computed by PyTorch in double precision, see tools/golden. */
record Golden(String folder) {

    INDArray get(String name) {
        URL file = Golden.class.getResource("/golden/" + folder + "/" + name + ".npy");
        assertThat(file).as(folder + "/" + name).isNotNull();
        return Nd4j.createFromNpyFile(new File(URI.create(file.toString())));
    }

    Tensor variable(Tape tape, String name) {
        return tape.variable(get(name));
    }

    /** Transformations: [I, J, d, D] in the file, [I, d, D, J] here. */
    Tensor transformations(Tape tape, String name) {
        return tape.variable(get(name).permute(0, 2, 3, 1));
    }

    void assertTransformations(String name, INDArray actual) {
        assertClose(name, actual.permute(0, 3, 1, 2));
    }

    void assertClose(String name, INDArray actual) {
        INDArray expected = get(name);
        assertThat(actual.shape()).as(folder + ", " + name).isEqualTo(expected.shape());
        double scale = Math.max(expected.amaxNumber().doubleValue(), 1e-3);
        assertThat(actual.sub(expected).amaxNumber().doubleValue())
                .as(folder + ", " + name)
                .isLessThanOrEqualTo(1e-10 * scale);
    }

    static CapsuleShape shape(Tensor u, Tensor w) {
        return new CapsuleShape(u.size(1), u.size(2), w.size(3), w.size(2));
    }
}
