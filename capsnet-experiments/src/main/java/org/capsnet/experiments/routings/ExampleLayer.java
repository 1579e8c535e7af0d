// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingContract;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer of one routing by itself, in single precision: poses of length about 1 that are drawn, and parameters as
 * {@link CapsuleLayer} starts them.
 */
public final class ExampleLayer {

    private static final long INPUT_DIMENSION = 8;
    private static final long OUTPUT_DIMENSION = 16;

    private final Routing routing;
    private final CapsuleShape shape;
    private final Set<String> state;
    private final Map<String, INDArray> values;
    private final Map<String, INDArray> gradients;
    private final INDArray poses;
    private final INDArray poseGradient;
    private final INDArray activationGradient;
    private final INDArray lossGradient;

    private ExampleLayer(
            Routing routing,
            CapsuleShape shape,
            Map<String, INDArray> values,
            Map<String, INDArray> gradients,
            int batch) {
        this.routing = routing;
        this.shape = shape;
        this.state = routing.parameters(shape).stream()
                .filter(parameter -> parameter.kind() == Kind.STATE)
                .map(RoutingParameter::name)
                .collect(Collectors.toUnmodifiableSet());
        this.values = values;
        this.gradients = gradients;
        this.poses = normal(batch, shape.inputs(), shape.inputDimension()).divi(Math.sqrt(shape.inputDimension()));
        this.poseGradient = normal(batch, shape.outputs(), shape.outputDimension());
        this.activationGradient = normal(batch, shape.outputs());
        this.lossGradient = Nd4j.ones(DataType.FLOAT, batch);
    }

    /**
     * A layer with numbers.
     *
     * @param shape its sizes, which must fit the routing
     * @param batch examples, at least 1
     * @param seed the same seed gives the same numbers
     * @throws RoutingFailure if the routing throws an exception where it tells of itself
     */
    public static ExampleLayer of(Routing routing, CapsuleShape shape, int batch, long seed) {
        return RoutingContract.ask(routing, () -> {
            Nd4j.getRandom().setSeed(seed);
            NeuralNetConfiguration configuration = new NeuralNetConfiguration();
            CapsuleLayer layer = new CapsuleLayer.Builder(shape.outputs(), shape.outputDimension())
                    .routing(routing)
                    .inputs(shape.inputs(), shape.inputDimension())
                    .build();
            configuration.setLayer(layer);
            ParamInitializer parameters = layer.initializer();
            long count = parameters.numParams(layer);
            if (count == 0) {
                return new ExampleLayer(routing, shape, Map.of(), Map.of(), batch);
            }
            return new ExampleLayer(
                    routing,
                    shape,
                    parameters.init(configuration, Nd4j.create(DataType.FLOAT, 1, count), true),
                    parameters.getGradientsFromFlattened(configuration, Nd4j.create(DataType.FLOAT, 1, count)),
                    batch);
        });
    }

    /** A layer with the same parameters and other capsules below. */
    public ExampleLayer withBatch(int batch) {
        return new ExampleLayer(routing, shape, values, gradients, batch);
    }

    /**
     * Sizes that fit a routing: dimension {@value #INPUT_DIMENSION} below and {@value #OUTPUT_DIMENSION} in the layer, or
     * that of the routing's pose matrices.
     *
     * @param inputs I, at least 1
     * @param outputs J, at least 1
     */
    public static CapsuleShape shape(Routing routing, long inputs, long outputs) {
        return RoutingContract.ask(routing, () -> {
            if (routing.traits().transformation() instanceof Transformation.Matrices matrices) {
                long dimension = (long) matrices.size() * matrices.size();
                return new CapsuleShape(inputs, dimension, outputs, dimension);
            }
            return new CapsuleShape(inputs, INPUT_DIMENSION, outputs, OUTPUT_DIMENSION);
        });
    }

    /** Moves every parameter a little away from its start, where it might have no effect. */
    void moveParameters(double deviation) {
        values.values().forEach(array -> array.addi(normal(array.shape()).muli(deviation)));
    }

    /**
     * The forward pass, as in inference. The capsules of the layer below have no activations of their own and stand in a
     * row.
     *
     * @throws RoutingFailure if the routing throws an exception or breaks its contract
     */
    public Capsules forward() {
        return forward(Optional.empty(), inARow());
    }

    /** The same with activations [B, I] of the layer below, and with other places. */
    Capsules forward(INDArray activations, Grid places) {
        return forward(Optional.of(activations), places);
    }

    private Capsules forward(Optional<INDArray> activations, Grid places) {
        Tape tape = Tape.inference();
        return route(tape, tape.variable(poses), activations, places, false);
    }

    /**
     * The forward and the backward pass of a training step: gradients of the poses, of the transformations and of the
     * routing's own parameters.
     *
     * @throws RoutingFailure if the routing throws an exception or breaks its contract
     */
    public void step() {
        Tape tape = Tape.recording();
        Tensor below = tape.variable(poses);
        Capsules capsules = route(tape, below, Optional.empty(), inARow(), true);
        List<Tensor> outputs = new ArrayList<>(List.of(capsules.poses()));
        List<INDArray> directions = new ArrayList<>(List.of(poseGradient));
        capsules.activations().ifPresent(activations -> {
            outputs.add(activations);
            directions.add(activationGradient);
        });
        capsules.losses().forEach(loss -> {
            outputs.add(loss);
            directions.add(lossGradient);
        });
        RoutingContract.ask(routing, () -> {
            tape.backward(outputs, directions);
            return below;
        });
    }

    private Capsules route(Tape tape, Tensor below, Optional<INDArray> activations, Grid places, boolean training) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        values.forEach((name, value) -> parameters.put(
                name, state.contains(name) ? tape.constant(value) : tape.parameter(value, () -> gradients.get(name))));
        Tensor weights = parameters.remove(CapsuleLayer.WEIGHTS);
        RoutingInput input = RoutingContract.ask(routing, () -> {
            RoutingInput.Builder builder = RoutingInput.of(below, shape)
                    .weights(weights, routing.traits().transformation())
                    .parameters(parameters)
                    .grid(places)
                    .training(training);
            activations.ifPresent(values -> builder.activations(tape.constant(values)));
            return builder.build();
        });
        return RoutingContract.route(routing, input);
    }

    private Grid inARow() {
        return new Grid(1, 1, Math.toIntExact(shape.inputs()));
    }

    private static INDArray normal(long... sizes) {
        return Nd4j.randn(DataType.FLOAT, sizes).dup('f');
    }
}
