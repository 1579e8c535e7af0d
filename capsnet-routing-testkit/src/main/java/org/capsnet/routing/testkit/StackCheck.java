// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** In three layers of the routing, before training, activations neither vanish nor stick at 1. */
final class StackCheck implements Check {

    private static final int LAYERS = 3;
    private static final double LARGEST_LOSS = 3;
    private static final double SATURATED = 0.95;

    /** The largest length that isn't 1 in double. */
    private static final double LONGEST = Math.nextDown(1.0);

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
        Numbers numbers = Draws.untrained(routing, Sizes.of(routing, 8, 64, 8, 16, 16), 1);
        Run run = Run.inference(routing, numbers);
        List<Double> gains = new ArrayList<>(List.of(gain(numbers.poses(), run.activations())));
        double first = Values.mean(run.activations());
        double last = first;
        for (int layer = 2; layer <= LAYERS; layer++) {
            INDArray poses = run.poses();
            INDArray activations = run.activations();
            Numbers next = Draws.untrained(routing, Sizes.of(routing, 8, 16, 16, 16, 16), layer)
                    .map(Numbers.POSES, ignored -> poses)
                    .map(Numbers.ACTIVATIONS, ignored -> activations);
            run = Run.inference(routing, next);
            gains.add(gain(poses, run.activations()));
            last = Values.mean(run.activations());
        }
        if (!(last >= first / LARGEST_LOSS && last <= SATURATED)) {
            throw Finding.of(
                    "a mean activation in layer " + LAYERS + " of at least a third of the first layer's, " + first
                            + ", and at most " + SATURATED,
                    String.valueOf(last) + (isSquashed(routing) ? found(gains) : ""),
                    "gain(), the factor between the plain sum of votes and the vector that is squashed"
                            + (isSquashed(routing) ? wanted(gains) : "")
                            + ", or deviation(), where the routing doesn't squash a sum");
        }
    }

    /** Whether lengths before squash can be calculated back. */
    private static boolean isSquashed(Routing routing) {
        return routing.traits().activation() == Activation.LENGTH
                && !routing.traits().ownSquash();
    }

    /** The mean length before squash by the mean length of the capsules below. */
    private static double gain(INDArray below, INDArray lengths) {
        double before = Arrays.stream(Values.of(lengths))
                .map(length -> Math.min(length, LONGEST))
                .map(length -> Math.sqrt(length / (1 - length)))
                .average()
                .orElse(0);
        return before / Values.mean(below.norm2(2));
    }

    private static String found(List<Double> gains) {
        return "; the gain, the mean length before squash by that of the capsules below, is " + listed(gains, 1)
                + " in layers 1 to " + LAYERS + " and should be about " + Draws.CALIBRATION;
    }

    private static String wanted(List<Double> gains) {
        return ", which should be " + listed(gains, Draws.CALIBRATION) + " times what it is in layers 1 to " + LAYERS
                + " (measured gain / " + Draws.CALIBRATION + ")";
    }

    private static String listed(List<Double> gains, double unit) {
        return gains.stream()
                .map(gain -> String.format(Locale.ROOT, "%.3g", gain / unit))
                .collect(Collectors.joining(", "));
    }
}
