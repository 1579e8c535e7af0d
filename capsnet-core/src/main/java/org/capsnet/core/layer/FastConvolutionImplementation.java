// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a {@link FastConvolution}. */
final class FastConvolutionImplementation extends ConvolutionImplementation<FastConvolution> {

    /** What the activation's derivative needs: where the output of ReLU is positive, the input of other functions. */
    private transient INDArray kept;

    FastConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType, RecordedPass.givingOutput());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray maps = convolve(training, training, workspaceMgr, UnaryOperator.identity());
        IActivation activation = layerConf().getActivationFn();
        if (activation instanceof ActivationIdentity) {
            return maps;
        }
        if (!training) {
            return activation.getActivation(maps, false);
        }
        // The layer above may overwrite the output, so what the derivative needs is kept apart.
        if (isPlainRelu(activation)) {
            INDArray activated = activation.getActivation(maps, true);
            kept = keep(workspaceMgr, () -> positive(activated));
            return activated;
        }
        kept = keep(workspaceMgr, () -> maps.dup(maps.ordering()));
        return activation.getActivation(maps, true);
    }

    private static INDArray keep(LayerWorkspaceMgr workspaceMgr, Supplier<INDArray> values) {
        try (MemoryWorkspace ignored = workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
            return values.get();
        }
    }

    /** 1 where a number is positive, else 0. */
    private static INDArray positive(INDArray maps) {
        INDArray positive = Nd4j.createUninitialized(maps.dataType(), maps.shape(), maps.ordering());
        Nd4j.exec(new Step(maps, positive, 0));
        return positive;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!isRecorded()) {
            // A frozen layer that passes gradients on was run as in inference.
            INDArray maps = convolve(false, true, workspaceMgr, UnaryOperator.identity());
            kept = isPlainRelu(layerConf().getActivationFn()) ? positive(maps) : maps;
        }
        INDArray delta = derivative(required(epsilon).castTo(dataType));
        kept = null;
        return backpropagate(delta, workspaceMgr);
    }

    /** The derivative by the feature maps, in an array of its own. */
    private INDArray derivative(INDArray epsilon) {
        IActivation activation = layerConf().getActivationFn();
        if (activation instanceof ActivationIdentity) {
            return epsilon.dup(epsilon.ordering());
        }
        return isPlainRelu(activation)
                ? kept.muli(epsilon)
                : activation.backprop(kept, epsilon).getFirst();
    }

    private static boolean isPlainRelu(IActivation activation) {
        return activation.equals(new ActivationReLU());
    }

    @Override
    public void clear() {
        super.clear();
        kept = null;
    }
}
