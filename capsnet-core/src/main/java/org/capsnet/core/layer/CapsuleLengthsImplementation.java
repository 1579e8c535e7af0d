// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a {@link CapsuleLengths}. */
final class CapsuleLengthsImplementation extends AbstractLayer<CapsuleLengths> {

    private final transient RecordedPass pass = RecordedPass.keepingOutput();

    CapsuleLengthsImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return run(training, workspaceMgr);
    }

    private INDArray run(boolean record, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        return pass.forward(() -> input.castTo(dataType), record, workspaceMgr, (tape, capsules) -> {
            long components = capsules.size(-1);
            return layerConf().inputActivations()
                    ? capsules.slice(-1, components - 1, components).dropAxis(-1)
                    : capsules.lengths();
        });
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!pass.isRecorded()) {
            run(true, workspaceMgr);
        }
        return new Pair<>(new DefaultGradient(), pass.backward(epsilon.castTo(dataType), workspaceMgr));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clearNoiseWeightParams() {
        // There are no parameters.
    }

    @Override
    public void clear() {
        super.clear();
        pass.clear();
    }
}
