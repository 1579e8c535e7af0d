// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.core.routing.Transformation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Draws numbers for a routing, in double and from a generator of its own. */
final class Draws {

    /** g of the layer's default initialisation. */
    static final double CALIBRATION = 2.5;

    /** How far a trained parameter is moved from its start, so that none is left at a special value such as 0. */
    private static final double MOVE = 0.1;

    private final Random random;
    private final double move;

    private Draws(long seed, double move) {
        this.random = new Random(seed);
        this.move = move;
    }

    /** Numbers as they might be during training. */
    static Numbers trained(Routing routing, Sizes sizes, long seed) {
        return new Draws(seed, MOVE).numbers(routing, sizes);
    }

    /** Numbers as they are before training. */
    static Numbers untrained(Routing routing, Sizes sizes, long seed) {
        return new Draws(seed, 0).numbers(routing, sizes);
    }

    /** Normally distributed numbers that float can hold, so that both precisions see the same. */
    static INDArray normal(long seed, DataType type, long... shape) {
        Random random = new Random(seed);
        return fill(() -> (float) random.nextGaussian(), shape).castTo(type);
    }

    private Numbers numbers(Routing routing, Sizes sizes) {
        CapsuleShape shape = sizes.shape();
        double unitLength = 1 / Math.sqrt(shape.inputDimension());
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put(Numbers.POSES, normal(0, unitLength, sizes.batch(), shape.inputs(), shape.inputDimension()));
        arrays.put(Numbers.ACTIVATIONS, fill(() -> 0.1 + 0.8 * random.nextDouble(), sizes.batch(), shape.inputs()));
        weights(routing, shape).ifPresent(weights -> arrays.put(Numbers.WEIGHTS, weights));
        for (RoutingParameter parameter : routing.parameters(shape)) {
            double deviation = parameter.initial().deviation() + (parameter.kind() == Kind.STATE ? 0 : move);
            arrays.put(parameter.name(), normal(parameter.initial().mean(), deviation, parameter.sizes()));
        }
        return new Numbers(sizes, arrays, Optional.of(new Grid(1, 1, Math.toIntExact(shape.inputs()))));
    }

    /** W as the layer initialises it. */
    private Optional<INDArray> weights(Routing routing, CapsuleShape shape) {
        Transformation transformation = routing.traits().transformation();
        if (transformation instanceof Transformation.None) {
            return Optional.empty();
        }
        double deviation = routing.deviation(shape, CALIBRATION);
        if (transformation instanceof Transformation.Matrices matrices) {
            int size = matrices.size();
            INDArray weights = normal(0, deviation, shape.inputs(), size, size, shape.outputs());
            INDArray identity = Nd4j.eye(size).castTo(DataType.DOUBLE).reshape(1, size, size, 1);
            return Optional.of(weights.addi(identity.broadcast(weights.shape())));
        }
        return Optional.of(
                normal(0, deviation, shape.inputs(), shape.inputDimension(), shape.outputDimension(), shape.outputs()));
    }

    private INDArray normal(double mean, double deviation, long... shape) {
        return fill(() -> mean + deviation * random.nextGaussian(), shape);
    }

    private static INDArray fill(DoubleSupplier next, long... shape) {
        INDArray array = Nd4j.create(DataType.DOUBLE, shape, 'f');
        for (long k = 0; k < array.length(); k++) {
            array.putScalar(k, next.getAsDouble());
        }
        return array;
    }
}
