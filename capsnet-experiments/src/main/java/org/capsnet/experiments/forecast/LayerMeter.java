// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads, before each layer's turn in a forward pass, how full the workspace for activations is. A preprocessor that changes
 * nothing is the one thing that Deeplearning4j calls between two layers.
 */
final class LayerMeter {

    private static final String ACTIVATIONS = "WS_ALL_LAYERS_ACT";

    private final long[] before;

    private LayerMeter(int layers) {
        this.before = new long[layers];
    }

    static LayerMeter on(MultiLayerConfiguration configuration) {
        LayerMeter meter = new LayerMeter(configuration.getConfs().size());
        for (int layer = 0; layer < meter.before.length; layer++) {
            if (configuration.getInputPreProcess(layer) != null) {
                throw new IllegalStateException(
                        "layer " + layer + " has a preprocessor, which the meter would replace");
            }
            configuration.getInputPreProcessors().put(layer, meter.new Reading(layer));
        }
        return meter;
    }

    /** What each layer kept in the last training step; nothing is known of the last layer, which is the loss. */
    List<Long> layerBytes() {
        long[] kept = new long[before.length];
        for (int layer = 0; layer < kept.length - 1; layer++) {
            kept[layer] = before[layer + 1] - before[layer];
        }
        return Arrays.stream(kept).boxed().toList();
    }

    private final class Reading implements InputPreProcessor {

        private final int layer;

        Reading(int layer) {
            this.layer = layer;
        }

        @Override
        public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
            // In a test there is no such workspace.
            if (Nd4j.getWorkspaceManager().checkIfWorkspaceExistsAndActive(ACTIVATIONS)) {
                MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(ACTIVATIONS);
                before[layer] = workspace.getThisCycleAllocations();
            }
            return input;
        }

        @Override
        public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
            return output;
        }

        @Override
        public InputPreProcessor clone() {
            return this;
        }

        @Override
        public InputType getOutputType(InputType inputType) {
            return inputType;
        }

        @Override
        public Pair<INDArray, MaskState> feedForwardMaskArray(
                INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
            return new Pair<>(maskArray, currentMaskState);
        }
    }
}
