// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;
import org.capsnet.routing.spi.RoutingPlugin;

/**
 * A right routing without W that has options of every type, state, a loss, a stopped gradient and regard to the order of
 * its inputs, and whose activations are a distribution.
 */
record WeightlessRouting(
        @Option(value = "power of the place", min = 1, max = 2)
        int power,

        @Option(value = "calls between updates of the state", min = 1)
        long calls,

        @Option(value = "step of the state", above = 0, max = 1)
        double step,

        @Option("stop the gradient of what is added") boolean stopGradient,
        @Option("a note") String note,
        @Option("how scores become activations") Score score)
        implements Routing {

    /** How scores become activations. */
    enum Score {
        LENGTH,
        SQUARED_LENGTH
    }

    WeightlessRouting {
        Options.check(WeightlessRouting.class, power, calls, step, stopGradient, note, score);
    }

    /** Found by the service loader. */
    public static final class Plugin implements RoutingPlugin {

        @Override
        public String name() {
            return "kit-weightless";
        }

        @Override
        public String summary() {
            return "A distribution of lengths of sums of votes made with parameters of the routing's own";
        }

        @Override
        public String paper() {
            return "None";
        }

        @Override
        public Routing defaults() {
            return new WeightlessRouting(1, 1, 0.1, false, "", Score.LENGTH);
        }

        @Override
        public Routing literal() {
            return new WeightlessRouting(2, 1, 0.1, true, "as published", Score.LENGTH);
        }
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard()
                .with(Transformation.none())
                .with(Activation.DISTRIBUTION)
                .with(Couplings.NONE)
                .ordered();
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor poses = Votes.of(input.poses(), input.parameter("transformations"))
                .sum()
                .plus(first(input))
                .squash(); // [B, J, D]
        Tensor lengths = poses.lengths(); // [B, J]
        Tensor scores = score == Score.LENGTH ? lengths : lengths.squared();
        Tensor load = input.parameter("load"); // [J]
        Tensor activations = scores.times(10).minus(load).softmax(-1);
        Tensor loss = lengths.squared().mean(-1).dropAxis(-1).times(0.01); // [B]
        Capsules capsules = Capsules.of(poses, activations).withLoss(loss);
        if (!input.training()) {
            return capsules;
        }
        Tensor mean = activations.mean(0).dropAxis(0); // [J]
        return capsules.withState("load", load.times(1 - step).plus(mean.times(step)));
    }

    /** Something of the first input capsule, for which order matters, [B, 1, 1]. */
    private Tensor first(RoutingInput input) {
        Tensor sum = input.poses().slice(1, 0, 1).sum(-1);
        return (stopGradient ? sum.detached() : sum).times(Math.pow(2, -power));
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        double deviation = 2.5 / Math.sqrt((double) shape.inputs() * shape.outputDimension());
        return List.of(
                RoutingParameter.weight(
                        "transformations",
                        Initial.normal(deviation),
                        shape.inputs(),
                        shape.inputDimension(),
                        shape.outputDimension(),
                        shape.outputs()),
                RoutingParameter.state("load", Initial.constant(0), shape.outputs()));
    }
}
