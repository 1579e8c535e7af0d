// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The couplings with which the capsules of a layer were made, iteration by iteration.
 *
 * <pre>{@code
 * for (LayerCouplings layer : LayerCouplings.of(network, images)) {
 *     INDArray c = layer.last(); // [B, I, J]
 * }
 * }</pre>
 *
 * <p>They are what the routing calls c_ij. A factor that the routing gives to all of them alike isn't in them.
 *
 * @param layer the index of the layer in the network, from 0
 * @param iterations the couplings of every iteration, from the first to the last, each [B, I, J]; at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LayerCouplings(int layer, List<INDArray> iterations) {

    /**
     * Checks that there are some.
     *
     * @param layer the index of the layer
     * @param iterations copied
     * @throws IllegalArgumentException if there is no iteration
     */
    public LayerCouplings {
        iterations = List.copyOf(iterations);
        if (iterations.isEmpty()) {
            throw new IllegalArgumentException("Layer " + layer + " has no couplings");
        }
    }

    /**
     * {@return the couplings of all capsule layers whose routing has any, frozen or not, from below to above}
     *
     * <p>Takes one forward pass outside training. All couplings are kept, B·I·J numbers for every iteration of every layer:
     * give few examples at a time. {@link CapsuleProbes} shows them one by one, and other inner values; a probe that is
     * attached is left out of this pass.
     *
     * @param network is not changed
     * @param input as for {@link MultiLayerNetwork#output(INDArray)}
     * @throws RoutingFailure if a routing throws an exception or offers couplings that aren't [B, I, J]
     */
    public static List<LayerCouplings> of(MultiLayerNetwork network, INDArray input) {
        List<Watched> watched = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            CapsuleProbes.routed(layer).map(Watched::new).ifPresent(watched::add);
        }
        try {
            watched.forEach(Watched::begin);
            network.output(input);
        } finally {
            watched.forEach(Watched::end);
        }
        return watched.stream()
                .filter(layer -> !layer.seen.isEmpty())
                .map(layer -> layer.couplings(input.size(0)))
                .toList();
    }

    /** {@return the couplings of the last iteration, [B, I, J], which made the layer's output} */
    public INDArray last() {
        return iterations.get(iterations.size() - 1);
    }

    /** A layer that is looked into. */
    private static final class Watched implements RoutingProbe {

        private final CapsuleLayerImplementation layer;
        private final RoutingProbe before;
        private final List<INDArray> seen = new ArrayList<>();

        Watched(CapsuleLayerImplementation layer) {
            this.layer = layer;
            this.before = layer.probe();
        }

        void begin() {
            layer.setProbe(this);
        }

        void end() {
            layer.setProbe(before);
        }

        @Override
        public void observe(String name, Tensor value) {
            if (name.equals(COUPLINGS)) {
                try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                    seen.add(value.copy());
                }
            }
        }

        LayerCouplings couplings(long batch) {
            CapsuleShape shape = layer.layerConf().shape();
            long[] full = {batch, shape.inputs(), shape.outputs()};
            return new LayerCouplings(
                    layer.getIndex(),
                    seen.stream().map(couplings -> inFull(couplings, full)).toList());
        }

        /** A routing may offer couplings with a size of 1 where they are all equal. */
        private INDArray inFull(INDArray couplings, long[] full) {
            if (Arrays.equals(couplings.shape(), full)) {
                return couplings;
            }
            boolean fits = couplings.rank() == full.length;
            for (int axis = 0; fits && axis < full.length; axis++) {
                fits = couplings.size(axis) == full[axis] || couplings.size(axis) == 1;
            }
            if (!fits) {
                throw RoutingFailure.broken(
                        layer.layerConf().routing(),
                        LayerText.of(layer.layerConf(), layer.getIndex()),
                        "offered couplings of shape " + Arrays.toString(couplings.shape()) + ", expected "
                                + Arrays.toString(full));
            }
            return couplings.broadcast(full);
        }
    }
}
