// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleProbes;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the routings of a network return in its next forward passes, before anything passes beside them. */
final class RoutedPoses {

    private final Map<Integer, INDArray> poses = new HashMap<>();

    private RoutedPoses() {}

    /** From now on, for good: the network is nobody else's. */
    static RoutedPoses watch(MultiLayerNetwork network) {
        RoutedPoses routed = new RoutedPoses();
        for (Layer layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof CapsuleLayer) {
                CapsuleProbes.attach(layer, routed.new Probe(layer.getIndex()));
            }
        }
        return routed;
    }

    /** Poses [B, J, D] of the last pass, if the layer of this index has a routing. */
    Optional<INDArray> of(int index) {
        return Optional.ofNullable(poses.get(index));
    }

    private final class Probe implements RoutingProbe {

        private final int index;

        private Probe(int index) {
            this.index = index;
        }

        @Override
        public void observe(String name, Tensor value) {}

        @Override
        public void observeOutput(Capsules capsules) {
            try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                poses.put(index, capsules.poses().copy().castTo(DataType.DOUBLE));
            }
        }
    }
}
