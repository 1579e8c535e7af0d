// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The forward pass of a layer on a tape, kept until the backward pass; the only place that knows of workspaces. */
final class RecordedPass {

    private final boolean copiesOutput;
    private Tape tape;
    private Tensor input;
    private Tensor output;
    private LayerWorkspaceMgr backwardWorkspaces;

    private RecordedPass(boolean copiesOutput) {
        this.copiesOutput = copiesOutput;
    }

    /** A pass whose output is the layer's own; the layer above gets a copy to do with as it likes. */
    static RecordedPass keepingOutput() {
        return new RecordedPass(true);
    }

    /** A pass whose derivatives don't need its output, so that it is given away. */
    static RecordedPass givingOutput() {
        return new RecordedPass(false);
    }

    /**
     * Runs a layer's computation.
     *
     * @param values gives the input; called where what it allocates lives long enough
     * @param record whether a backward pass will follow
     * @param compute from tape and input to output
     * @return the output with its named axes, for the layer above to do with as it likes
     */
    INDArray forward(
            Supplier<INDArray> values,
            boolean record,
            LayerWorkspaceMgr workspaces,
            BiFunction<Tape, Tensor, Tensor> compute) {
        clear();
        if (!record) {
            Tape inference = Tape.inference();
            Tensor result = compute.apply(inference, inference.variable(values.get()));
            return workspaces.leverageTo(ArrayType.ACTIVATIONS, result.array());
        }
        // What the derivatives need must live until the backward pass, as activations do.
        try (MemoryWorkspace ignored = workspaces.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
            Tape recording = Tape.recording();
            INDArray array = values.get();
            // A parameter's gradient is written where the caller says, here to where the layer below looks for it.
            Tensor below = recording.parameter(
                    array,
                    () -> backwardWorkspaces.createUninitialized(
                            ArrayType.ACTIVATION_GRAD, array.dataType(), array.shape(), 'f'));
            Tensor result = compute.apply(recording, below);
            tape = recording;
            input = below;
            output = result;
            return copiesOutput ? result.copy() : result.array();
        }
    }

    /** Whether there is a forward pass to go back through. */
    boolean isRecorded() {
        return tape != null;
    }

    /**
     * Runs the derivatives; parameters' gradients are written where the tape was told.
     *
     * @return the derivative by the input, with its named axes
     */
    INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return backward(epsilon, List.of(), workspaces);
    }

    /** The same with losses of the layer's own, each [B], which count in full. */
    INDArray backward(INDArray epsilon, List<Tensor> losses, LayerWorkspaceMgr workspaces) {
        List<Tensor> outputs = new ArrayList<>(List.of(output));
        List<INDArray> gradients = new ArrayList<>(List.of(epsilon));
        for (Tensor loss : losses) {
            outputs.add(loss);
            gradients.add(Nd4j.ones(loss.dataType(), loss.shape()));
        }
        return backward(() -> tape.backward(outputs, gradients), workspaces);
    }

    /** The same with a derivative by the output that may be changed. */
    INDArray backwardConsuming(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return backward(() -> tape.backwardConsuming(output, epsilon), workspaces);
    }

    private INDArray backward(Runnable derivatives, LayerWorkspaceMgr workspaces) {
        backwardWorkspaces = workspaces;
        derivatives.run();
        INDArray gradient = input.gradient();
        clear();
        return gradient;
    }

    void clear() {
        tape = null;
        input = null;
        output = null;
        backwardWorkspaces = null;
    }
}
