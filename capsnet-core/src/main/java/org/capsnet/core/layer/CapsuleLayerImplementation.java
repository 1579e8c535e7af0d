// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.RoutingContract;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingProbe;
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
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a {@link CapsuleLayer}. */
final class CapsuleLayerImplementation extends BaseLayer<CapsuleLayer> {

    private final transient RecordedPass pass = RecordedPass.keepingOutput();
    private transient RoutingProbe probe = (name, value) -> {};
    private transient List<Tensor> losses = List.of();
    private transient Map<String, Tensor> state = Map.of();
    private final transient Map<String, INDArray> nextState = new HashMap<>();
    private double lossScore;

    CapsuleLayerImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return run(training, training, workspaceMgr);
    }

    private INDArray run(boolean training, boolean record, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        requireShape(input);
        // Before the pass, since weight noise borrows the same workspace.
        Map<String, INDArray> values = new LinkedHashMap<>();
        for (String name : layerConf().initializer().paramKeys(layerConf())) {
            values.put(name, getParamWithNoise(name, training, workspaceMgr));
        }
        return pass.forward(() -> input.castTo(dataType), record, workspaceMgr, (tape, below) -> {
            Capsules capsules = route(tape, below, values, training);
            lossScore = capsules.losses().stream()
                    .mapToDouble(loss -> loss.array().meanNumber().doubleValue())
                    .sum();
            if (record) {
                losses = capsules.losses();
                state = capsules.state();
            }
            return output(below, capsules);
        });
    }

    private Capsules route(Tape tape, Tensor below, Map<String, INDArray> values, boolean training) {
        CapsuleLayer conf = layerConf();
        Map<String, Tensor> parameters = new HashMap<>();
        values.forEach((name, value) -> parameters.put(
                name,
                CapsuleParameters.isState(conf, name)
                        ? tape.constant(value)
                        : tape.parameter(value, () -> gradientViews.get(name))));
        Tensor weights = parameters.remove(CapsuleLayer.WEIGHTS);
        long dimension = conf.shape().inputDimension();
        RoutingInput.Builder routingInput = RoutingInput.of(
                        conf.inputActivations() ? below.slice(-1, 0, dimension) : below, conf.shape())
                .weights(weights, conf.routing().traits().transformation())
                .parameters(parameters)
                .training(training)
                .probe(probe);
        conf.inputGrid().ifPresent(routingInput::grid);
        if (conf.inputActivations()) {
            routingInput.activations(below.slice(-1, dimension, dimension + 1).dropAxis(-1));
        }
        Capsules capsules = RoutingContract.route(conf.routing(), LayerText.of(conf, index), routingInput.build());
        probe.observeOutput(capsules);
        return capsules;
    }

    /** Poses, followed by activations where the routing has its own: what the layer below gives, too, if it can be skipped. */
    private Tensor output(Tensor below, Capsules capsules) {
        Tensor routed = packed(capsules);
        if (!layerConf().skip()) {
            return routed;
        }
        Tensor passed = layerConf().inputActivations()
                ? below
                : below.dividedBy(below.lengths().plus(-1).relu().plus(1).insertAxis(-1)); // u / max(1, |u|)
        return routed.plus(passed).times(0.5);
    }

    private Tensor packed(Capsules capsules) {
        return layerConf().routing().traits().ownActivations()
                ? capsules.poses()
                        .concat(-1, capsules.activations().orElseThrow().insertAxis(-1))
                : capsules.poses();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (!pass.isRecorded()) {
            // A frozen layer that passes gradients on was run as in inference.
            run(false, true, workspaceMgr);
        }
        INDArray inputGradient = pass.backward(epsilon.castTo(dataType), losses, workspaceMgr);
        Gradient gradient = new DefaultGradient();
        for (String name : params.keySet()) {
            INDArray view = gradientViews.get(name);
            if (CapsuleParameters.isState(layerConf(), name)) {
                view.assign(0);
            } else {
                NegligibleGradients.clear(view);
            }
            gradient.setGradientFor(name, view);
        }
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            state.forEach((name, value) -> nextState.put(name, value.copy()));
        }
        forget();
        weightNoiseParams.clear();
        return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
    }

    /**
     * Deeplearning4j calls this once a training step, after the update. State takes its next value here, where neither the
     * updater nor gradient clipping can touch it.
     */
    @Override
    public void applyConstraints(int iteration, int epoch) {
        nextState.forEach((name, value) -> params.get(name).assign(value));
        nextState.clear();
        super.applyConstraints(iteration, epoch);
    }

    /** Deeplearning4j adds this to the network's score: here it is also where the routing's own losses are counted. */
    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
        return super.calcRegularizationScore(backpropParamsOnly) + lossScore;
    }

    /** What the state will be after this training step, by name; may be changed until then. */
    Map<String, INDArray> nextState() {
        return nextState;
    }

    RoutingProbe probe() {
        return probe;
    }

    void setProbe(RoutingProbe newProbe) {
        this.probe = newProbe;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clear() {
        super.clear();
        pass.clear();
        forget();
    }

    private void forget() {
        losses = List.of();
        state = Map.of();
    }

    private void requireShape(INDArray capsules) {
        CapsuleShape shape = layerConf().shape();
        long components = shape.inputDimension() + (layerConf().inputActivations() ? 1 : 0);
        if (capsules.rank() != 3 || capsules.size(1) != shape.inputs() || capsules.size(2) != components) {
            throw new DL4JInvalidInputException(LayerText.of(layerConf(), index) + " was built for "
                    + shape.inputs() + " capsules of dimension " + shape.inputDimension()
                    + (layerConf().inputActivations() ? " with activations" : "")
                    + " but gets an array of shape " + Arrays.toString(capsules.shape()));
        }
    }
}
