// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingContract;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingTraits;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a routing needs from its layer, and gives.
 *
 * @param traits what it promises
 * @param example sizes of the layer that the parameters are for
 * @param parameters those of its own, state among them
 * @param reads what it reads of the layer below; empty if it couldn't be run
 * @param problem why it couldn't be run
 */
public record RoutingNeeds(
        RoutingTraits traits,
        CapsuleShape example,
        List<RoutingParameter> parameters,
        Optional<Reads> reads,
        Optional<String> problem) {

    private static final long EXAMPLE_INPUTS = 1152;
    private static final long EXAMPLE_OUTPUTS = 10;

    private static final int INPUTS = 4;
    private static final int OUTPUTS = 3;
    private static final int BATCH = 2;
    private static final long SEED = 1;
    private static final double MOVE = 0.1;

    /**
     * What a routing reads of the layer below besides the poses.
     *
     * @param activations whether other activations make another output
     * @param places whether other places in the image do
     */
    public record Reads(boolean activations, boolean places) {}

    /**
     * Asks a routing, and runs it.
     *
     * @throws RoutingFailure if it throws an exception where it tells of itself
     */
    static RoutingNeeds of(Routing routing) {
        CapsuleShape example = ExampleLayer.shape(routing, EXAMPLE_INPUTS, EXAMPLE_OUTPUTS);
        RoutingTraits traits = RoutingContract.ask(routing, routing::traits);
        List<RoutingParameter> parameters = RoutingContract.ask(routing, () -> routing.parameters(example));
        try {
            return new RoutingNeeds(traits, example, parameters, Optional.of(reads(routing)), Optional.empty());
        } catch (RoutingFailure e) {
            return new RoutingNeeds(traits, example, parameters, Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** No trait says it, so that the routing must show it. */
    private static Reads reads(Routing routing) {
        ExampleLayer layer = ExampleLayer.of(routing, ExampleLayer.shape(routing, INPUTS, OUTPUTS), BATCH, SEED);
        layer.moveParameters(MOVE);
        INDArray some = Nd4j.rand(DataType.FLOAT, BATCH, INPUTS);
        INDArray others = Nd4j.rand(DataType.FLOAT, BATCH, INPUTS);
        Grid square = new Grid(1, 2, 2);
        Grid row = new Grid(1, 1, INPUTS);
        Capsules capsules = layer.forward(some, square);
        return new Reads(!same(capsules, layer.forward(others, square)), !same(capsules, layer.forward(some, row)));
    }

    private static boolean same(Capsules a, Capsules b) {
        return Arrays.equals(numbers(a.poses().array()), numbers(b.poses().array()))
                && Arrays.equals(
                        a.activations().map(one -> numbers(one.array())).orElse(new float[0]),
                        b.activations().map(one -> numbers(one.array())).orElse(new float[0]));
    }

    private static float[] numbers(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
