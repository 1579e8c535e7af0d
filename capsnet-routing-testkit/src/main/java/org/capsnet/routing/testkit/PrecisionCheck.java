// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Float loses few digits against double. */
final class PrecisionCheck implements Check {

    /** What is this far below the largest gradient may be rounding only. */
    private static final double NEGLIGIBLE = 1e-3;

    @Override
    public String name() {
        return "float precision";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 4, 48, 8, 6, 16);
        return List.of(Part.of(sizes, () -> {
            Numbers numbers = Draws.trained(routing, sizes, 1).as(DataType.FLOAT);
            Run single = Run.training(routing, numbers);
            Run exact = Run.training(routing, numbers.as(DataType.DOUBLE));
            compare(
                    "",
                    single.outputs(),
                    exact.outputs(),
                    0,
                    subject.tolerances().floatOutput());
            Map<String, INDArray> gradients = exact.gradients(exact.directions(1));
            compare(
                    "gradient of the ",
                    single.gradients(single.directions(1)),
                    gradients,
                    NEGLIGIBLE * Values.largest(gradients.values()),
                    subject.tolerances().floatGradient());
        }));
    }

    private static void compare(
            String what,
            Map<String, INDArray> single,
            Map<String, INDArray> exact,
            double smallestScale,
            double tolerance) {
        exact.forEach((name, expected) -> {
            double difference = Values.difference(single.get(name), expected);
            double scale = Math.max(Values.largest(expected), smallestScale);
            if (!(difference <= tolerance * scale)) {
                throw Finding.of(
                        "float to agree with double to " + tolerance,
                        "a relative difference of " + difference / scale + " in the " + what + name,
                        "what in route() subtracts large numbers that are nearly equal, such as a variance from a mean"
                                + " of squares, or adds a constant too small for float; override tolerances() only"
                                + " with a reason");
            }
        });
    }
}
