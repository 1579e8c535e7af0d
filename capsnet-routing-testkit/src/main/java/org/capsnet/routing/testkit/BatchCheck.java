// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.Routing;

/** The output of an example doesn't depend on the others of its batch. */
final class BatchCheck implements Check {

    private static final int EXAMPLES = 3;
    private static final double TOLERANCE = 1e-10;

    @Override
    public String name() {
        return "batch independence";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, EXAMPLES, 5, 4, 3, 8);
        Numbers numbers = Draws.trained(routing, sizes, 1);
        return List.of(Part.of(sizes, () -> {
            for (int example = 0; example < EXAMPLES; example++) {
                Numbers alone = numbers.example(example);
                verify(example, "outside training", Run.inference(routing, numbers), Run.inference(routing, alone));
                verify(
                        example,
                        "in training",
                        Run.trainingForward(routing, numbers),
                        Run.trainingForward(routing, alone));
            }
        }));
    }

    private static void verify(int example, String when, Run together, Run alone) {
        alone.outputs().forEach((name, output) -> {
            double difference = Values.difference(Values.take(together.outputs().get(name), 0, example), output);
            if (!(difference <= TOLERANCE * Values.largest(output))) {
                throw Finding.of(
                        "the " + name + " of an example to be equal in a batch of " + EXAMPLES + " and alone",
                        "a difference of " + difference + " in example " + example + ", " + when,
                        "sums, means or softmax over axis 0, the batch, in route()");
            }
        });
    }
}
