// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The order of the input capsules makes no difference, or does where the traits say so. */
final class OrderCheck implements Check {

    /** Differs from all other sizes, so that an axis of the input capsules is recognised in any parameter. */
    private static final int INPUTS = 7;

    private static final int[] ORDER = {3, 0, 6, 1, 5, 2, 4};
    private static final double ROUNDING = 1e-9;
    private static final double NOTICEABLE = 1e-6;

    @Override
    public String name() {
        return "order of the inputs";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, INPUTS, 4, 3, 8);
        return List.of(Part.of(sizes, () -> {
            Numbers numbers = Draws.trained(routing, sizes, 1);
            verify(
                    routing.traits().permutable(),
                    Run.inference(routing, numbers),
                    Run.inference(routing, numbers.map((name, array) -> reordered(array))));
        }));
    }

    /** Poses, activations, W and own parameters, wherever they have an axis of the input capsules. */
    private static INDArray reordered(INDArray array) {
        INDArray result = array;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.size(axis) == INPUTS) {
                result = Values.take(result, axis, ORDER);
            }
        }
        return result;
    }

    private static void verify(boolean permutable, Run straight, Run reordered) {
        double largest = 0;
        for (String name : straight.outputs().keySet()) {
            INDArray expected = straight.outputs().get(name);
            double difference = Values.difference(reordered.outputs().get(name), expected);
            largest = Math.max(largest, difference == 0 ? 0 : difference / Values.largest(expected));
        }
        if (permutable && !(largest <= ROUNDING)) {
            throw Finding.of(
                    "an equal output when input capsules, with their weights and parameters, change places, since"
                            + " traits() declares it",
                    "a relative difference of " + largest,
                    "what in route() depends on the index or place of an input capsule; if it is meant to, declare"
                            + " RoutingTraits.ordered()");
        }
        if (!permutable && !(largest > NOTICEABLE)) {
            throw Finding.of(
                    "another output when input capsules change places, since traits() declares ordered()",
                    "a relative difference of " + largest,
                    "the traits: without ordered() the routing promises more, and keeps it");
        }
    }
}
