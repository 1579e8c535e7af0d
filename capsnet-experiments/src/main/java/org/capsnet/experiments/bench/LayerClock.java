// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.capsnet.experiments.bench.StepCost.LayerCost;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Runs the layers of a network one by one, forward and back, with a clock at each. Parameters stay as they are. */
final class LayerClock {

    private static final String WORKSPACE = "CAPSNET_LAYER_CLOCK";
    private static final WorkspaceConfiguration GROWING = WorkspaceConfiguration.builder()
            .initialSize(0)
            .policyLearning(LearningPolicy.OVER_TIME)
            .cyclesBeforeInitialization(1)
            .policySpill(SpillPolicy.REALLOCATE)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .build();

    private final MultiLayerNetwork network;
    private final DataSet images;
    private final LayerWorkspaceMgr workspaces =
            LayerWorkspaceMgr.builder().defaultWorkspace(WORKSPACE, GROWING).build();
    private final List<List<Double>> forward = new ArrayList<>();
    private final List<List<Double>> backward = new ArrayList<>();

    /** The network must have been trained for a step, so that it has arrays for its gradients. */
    LayerClock(MultiLayerNetwork network, DataSet images) {
        this.network = network;
        this.images = images;
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            forward.add(new ArrayList<>());
            backward.add(new ArrayList<>());
        }
    }

    /** One step more. */
    void step() {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().getAndActivateWorkspace(GROWING, WORKSPACE)) {
            INDArray activations = images.getFeatures();
            for (int k = 0; k < network.getnLayers(); k++) {
                Layer layer = network.getLayer(k);
                INDArray below = activations;
                long start = System.nanoTime();
                layer.setInput(below, workspaces);
                activations = layer.activate(true, workspaces);
                forward.get(k).add(secondsSince(start));
            }
            ((IOutputLayer) network.getOutputLayer()).setLabels(images.getLabels());
            INDArray epsilon = null;
            for (int k = network.getnLayers() - 1; k >= 0; k--) {
                long start = System.nanoTime();
                epsilon = network.getLayer(k)
                        .backpropGradient(epsilon, workspaces)
                        .getSecond();
                backward.get(k).add(secondsSince(start));
            }
            network.clear();
        }
    }

    private static double secondsSince(long start) {
        // On a GPU, operations are only queued until here.
        Nd4j.getExecutioner().commit();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The medians of all steps so far. */
    List<LayerCost> costs() {
        return IntStream.range(0, network.getnLayers())
                .mapToObj(k -> new LayerCost(
                        network.getLayer(k).conf().getLayer().getClass().getSimpleName(),
                        network.getLayer(k).numParams(),
                        Quartiles.of(forward.get(k)).median(),
                        Quartiles.of(backward.get(k)).median()))
                .toList();
    }
}
