// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link PrimaryCapsules}. */
final class PrimaryCapsulesImplementation extends ConvolutionImplementation<PrimaryCapsules> {

    private final transient RecordedPass pass = new RecordedPass();
    private transient long[] mapShape;

    PrimaryCapsulesImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return run(training, training, workspaceMgr);
    }

    private INDArray run(boolean training, boolean record, LayerWorkspaceMgr workspaceMgr) {
        INDArray maps = convolve(training, ArrayType.FF_WORKING_MEM, workspaceMgr);
        mapShape = maps.shape();
        return pass.forward(() -> toCapsules(maps), record, workspaceMgr, (tape, capsules) -> capsules.squash());
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!pass.isRecorded()) {
            run(false, true, workspaceMgr);
        }
        INDArray capsules = pass.backward(required(epsilon).castTo(dataType), workspaceMgr);
        return backpropagate(toMaps(capsules), workspaceMgr);
    }

    /** [B, types · d, H, W] to [B, types · H · W, d], in the memory order of the tape. */
    private INDArray toCapsules(INDArray maps) {
        long batch = maps.size(0);
        long types = layerConf().types();
        long dimensions = layerConf().dimensions();
        long places = maps.size(2) * maps.size(3);
        return maps.reshape('c', batch, types, dimensions, places)
                .permute(2, 1, 3, 0)
                .dup('c')
                .reshape('c', dimensions, types * places, batch)
                .permute(2, 1, 0);
    }

    private INDArray toMaps(INDArray capsules) {
        long batch = mapShape[0];
        long types = layerConf().types();
        long dimensions = layerConf().dimensions();
        long places = mapShape[2] * mapShape[3];
        return capsules.permute(2, 1, 0)
                .reshape('c', dimensions, types, places, batch)
                .permute(3, 1, 0, 2)
                .dup('c')
                .reshape('c', mapShape);
    }

    @Override
    public void clear() {
        super.clear();
        pass.clear();
    }
}
