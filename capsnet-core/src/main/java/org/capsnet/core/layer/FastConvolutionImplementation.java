// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

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

    /** What the activation's derivative needs: its output for ReLU, its input for other functions. */
    private transient INDArray kept;

    FastConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray maps = convolve(training, ArrayType.ACTIVATIONS, workspaceMgr);
        IActivation activation = layerConf().getActivationFn();
        if (activation instanceof ActivationIdentity) {
            return maps;
        }
        if (training && !(isPlainRelu(activation))) {
            try (MemoryWorkspace ignored = workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
                kept = maps.dup('c');
            }
        }
        INDArray activated = activation.getActivation(maps, training);
        if (training && isPlainRelu(activation)) {
            kept = activated;
        }
        return activated;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray delta = derivative(epsilon.castTo(dataType));
        kept = null;
        return backpropagate(delta.ordering() == 'c' && !delta.isView() ? delta : delta.dup('c'), workspaceMgr);
    }

    private INDArray derivative(INDArray epsilon) {
        IActivation activation = layerConf().getActivationFn();
        if (activation instanceof ActivationIdentity) {
            return epsilon;
        }
        if (kept == null) {
            throw new IllegalStateException(
                    "There is no forward pass to go back through: call the network with training = true first");
        }
        if (isPlainRelu(activation)) {
            // The output tells where the input was positive, so the input needn't be kept or computed again.
            INDArray passes = Nd4j.createUninitialized(dataType, kept.shape(), 'c');
            Nd4j.exec(new Step(kept, passes, 0));
            return passes.muli(epsilon);
        }
        return activation.backprop(kept, epsilon).getFirst();
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
