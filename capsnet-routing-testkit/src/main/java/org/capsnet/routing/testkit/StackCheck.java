// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** In three layers of the routing, before training, activations neither vanish nor stick at 1. */
final class StackCheck implements Check {

    private static final int LAYERS = 3;
    private static final double LARGEST_LOSS = 3;
    private static final double SATURATED = 0.95;

    @Override
    public String name() {
        return "stacking";
    }

    @Override
    public boolean defaultsOnly() {
        return true;
    }

    @Override
    public List<Part> parts(Subject subject) {
        // The mean of a distribution is 1/J whatever the layers do.
        return subject.routing().traits().activation() == Activation.DISTRIBUTION
                ? List.of()
                : List.of(new Part(LAYERS + " layers", () -> verify(subject.routing())));
    }

    private static void verify(Routing routing) {
        Run run = Run.inference(routing, Draws.untrained(routing, Sizes.of(routing, 8, 64, 8, 16, 16), 1));
        double first = Values.mean(run.activations());
        double last = first;
        for (int layer = 2; layer <= LAYERS; layer++) {
            INDArray poses = run.poses();
            INDArray activations = run.activations();
            Numbers next = Draws.untrained(routing, Sizes.of(routing, 8, 16, 16, 16, 16), layer)
                    .map(Numbers.POSES, ignored -> poses)
                    .map(Numbers.ACTIVATIONS, ignored -> activations);
            run = Run.inference(routing, next);
            last = Values.mean(run.activations());
        }
        if (!(last >= first / LARGEST_LOSS && last <= SATURATED)) {
            throw Finding.of(
                    "a mean activation in layer " + LAYERS + " of at least a third of the first layer's, " + first
                            + ", and at most " + SATURATED,
                    String.valueOf(last),
                    "gain(), the factor between the plain sum of votes and the vector that is squashed, or"
                            + " deviation(), where the routing doesn't squash a sum");
        }
    }
}
