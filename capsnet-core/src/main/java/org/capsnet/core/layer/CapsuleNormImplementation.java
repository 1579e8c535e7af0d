// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a {@link CapsuleNorm}. */
final class CapsuleNormImplementation extends BaseLayer<CapsuleNorm> {

    static final String GAMMA = "gamma";

    /** Below lengths of 1e-4, which squash makes of 0.01, they are taken for silence and aren't brought up. */
    private static final double EPSILON = 1e-8;

    private final transient RecordedPass pass = RecordedPass.keepingOutput();

    CapsuleNormImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return run(training, training, workspaceMgr);
    }

    private INDArray run(boolean training, boolean record, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        if (input.rank() != 3) {
            throw new DL4JInvalidInputException(LayerText.of(layerConf(), index)
                    + " needs capsules [batch, capsules, dimensions] but gets an array of shape "
                    + Arrays.toString(input.shape()));
        }
        // Before the pass, since weight noise borrows the same workspace.
        INDArray gamma = getParamWithNoise(GAMMA, training, workspaceMgr);
        return pass.forward(() -> input.castTo(dataType), record, workspaceMgr, (tape, capsules) -> {
            Tensor factor = tape.parameter(gamma, () -> gradientViews.get(GAMMA));
            long components = capsules.size(-1);
            return layerConf().inputActivations()
                    ? normalised(capsules.slice(-1, 0, components - 1), factor)
                            .concat(-1, capsules.slice(-1, components - 1, components))
                    : normalised(capsules, factor);
        });
    }

    /** [B, I, d]. */
    private static Tensor normalised(Tensor capsules, Tensor gamma) {
        Tensor meanSquare = capsules.squared().sum(-1).mean(-2); // [B, 1, 1]
        return capsules.times(gamma.dividedBy(meanSquare.plus(EPSILON).sqrt()));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!pass.isRecorded()) {
            // A frozen layer that passes gradients on was run as in inference.
            run(false, true, workspaceMgr);
        }
        INDArray inputGradient = pass.backward(epsilon.castTo(dataType), workspaceMgr);
        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(GAMMA, gradientViews.get(GAMMA));
        weightNoiseParams.clear();
        return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clear() {
        super.clear();
        pass.clear();
    }
}
