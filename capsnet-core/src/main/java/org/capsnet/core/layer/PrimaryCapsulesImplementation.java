// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link PrimaryCapsules}. */
final class PrimaryCapsulesImplementation extends ConvolutionImplementation<PrimaryCapsules> {

    PrimaryCapsulesImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType, RecordedPass.keepingOutput());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return run(training, training, workspaceMgr);
    }

    private INDArray run(boolean training, boolean record, LayerWorkspaceMgr workspaceMgr) {
        return convolve(
                training,
                record,
                workspaceMgr,
                maps -> maps.capsulesOfMaps(layerConf().dimensions()).squash());
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!isRecorded()) {
            // A frozen layer that passes gradients on was run as in inference.
            run(false, true, workspaceMgr);
        }
        INDArray delta = required(epsilon).castTo(dataType);
        return backpropagate(delta.dup(delta.ordering()), workspaceMgr);
    }
}
