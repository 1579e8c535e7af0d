// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Draws images from poses with the decoder of a network that ends with a {@link ReconstructionOutput}.
 *
 * <pre>{@code
 * ReconstructionDecoder decoder = ReconstructionDecoder.of(network).orElseThrow();
 * INDArray image = decoder.images(poses, 3); // poses [B, D] of the capsule of class 3
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ReconstructionDecoder {

    private final ReconstructionOutputImplementation layer;

    private ReconstructionDecoder(ReconstructionOutputImplementation layer) {
        this.layer = layer;
    }

    /**
     * {@return the decoder of a network; empty if it has none}
     *
     * @param network whose parameters are used as they are at each drawing
     */
    public static Optional<ReconstructionDecoder> of(MultiLayerNetwork network) {
        Layer last = network.getOutputLayer();
        return last instanceof ReconstructionOutputImplementation output
                ? Optional.of(new ReconstructionDecoder(output))
                : Optional.empty();
    }

    /**
     * {@return images [B, P], each number in (0, 1); channel by channel and row by row}
     *
     * @param poses of one capsule, [B, D]
     * @param capsule which one, from 0
     * @throws IllegalArgumentException if there is no such capsule or its poses have another dimension
     */
    public INDArray images(INDArray poses, int capsule) {
        ReconstructionOutput conf = layer.layerConf();
        if (capsule < 0 || capsule >= conf.capsules() || poses.rank() != 2 || poses.size(1) != conf.dimensions()) {
            throw new IllegalArgumentException("The decoder draws poses [B, " + conf.dimensions()
                    + "] of the capsules 0 to " + (conf.capsules() - 1) + ", but is asked for capsule " + capsule
                    + " with poses of shape " + Arrays.toString(poses.shape()));
        }
        Tape tape = Tape.inference();
        Map<String, Tensor> parameters = new HashMap<>();
        layer.paramTable().forEach((name, value) -> parameters.put(name, tape.constant(value)));
        INDArray shown = Nd4j.zeros(layer.params().dataType(), poses.size(0), conf.capsules());
        shown.getColumn(capsule).assign(1);
        Tensor all = tape.constant(poses.castTo(shown.dataType()))
                .insertAxis(1) // [B, 1, D]
                .times(tape.constant(shown).insertAxis(-1)); // [B, J, D]
        return new Decoder(parameters).images(all, tape.constant(shown)).copy();
    }
}
