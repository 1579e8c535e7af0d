// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tape;
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

/** Runs a {@link CapsuleLayer}. */
final class CapsuleLayerImplementation extends BaseLayer<CapsuleLayer> {

    private final transient RecordedPass pass = new RecordedPass();

    CapsuleLayerImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        requireShape(input);
        return pass.forward(
                () -> input.castTo(dataType),
                training,
                workspaceMgr,
                (tape, u) -> route(tape, u, training, workspaceMgr));
    }

    private Tensor route(Tape tape, Tensor u, boolean training, LayerWorkspaceMgr workspaceMgr) {
        Map<String, Tensor> parameters = new HashMap<>();
        for (String name : layerConf().initializer().paramKeys(layerConf())) {
            parameters.put(
                    name,
                    tape.parameter(getParamWithNoise(name, training, workspaceMgr), () -> gradientViews.get(name)));
        }
        Tensor weights = parameters.remove(CapsuleParameters.WEIGHTS);
        Capsules capsules = layerConf().routing().route(RoutingInput.of(u, weights, parameters));
        return requireContract(capsules, u.size(0));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray inputGradient = pass.backward(epsilon.castTo(dataType), workspaceMgr);
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach(gradient::setGradientFor);
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

    private void requireShape(INDArray capsules) {
        CapsuleShape shape = layerConf().shape();
        if (capsules.rank() != 3 || capsules.size(1) != shape.inputs() || capsules.size(2) != shape.inputDimension()) {
            throw new DL4JInvalidInputException(LayerText.of(layerConf(), index) + " was built for "
                    + shape.inputs() + " capsules of dimension " + shape.inputDimension()
                    + " but gets an array of shape " + Arrays.toString(capsules.shape()));
        }
    }

    private Tensor requireContract(Capsules capsules, long batch) {
        long[] expected = {batch, layerConf().capsules(), layerConf().dimensions()};
        long[] actual = capsules.poses().shape();
        if (!Arrays.equals(expected, actual)) {
            throw new IllegalStateException(layerConf().routing().getClass().getName() + " returned poses of shape "
                    + Arrays.toString(actual) + " for " + LayerText.of(layerConf(), index) + ", which needs "
                    + Arrays.toString(expected) + " (batch, capsules, dimensions)");
        }
        return capsules.poses();
    }
}
