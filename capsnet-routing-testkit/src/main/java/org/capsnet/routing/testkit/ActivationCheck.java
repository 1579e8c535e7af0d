// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.Arrays;
import java.util.List;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations are the lengths, probabilities or distribution that the traits declare. */
final class ActivationCheck implements Check {

    private static final double ROUNDING = 1e-5;
    private static final List<Double> SCALES = List.of(0.01, 1.0, 100.0);

    @Override
    public String name() {
        return "activations";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 3, 7, 4, 5, 8);
        return List.of(Part.of(sizes, () -> {
            Numbers numbers = Draws.trained(routing, sizes, 1).as(DataType.FLOAT);
            for (double scale : SCALES) {
                Numbers scaled = numbers.map(Numbers.POSES, poses -> poses.mul(scale));
                verify(routing, scale, Run.inference(routing, scaled).activations());
            }
        }));
    }

    private static void verify(Routing routing, double scale, INDArray activations) {
        String where = ", for input capsules of about length " + scale;
        switch (routing.traits().activation()) {
            case LENGTH ->
                requireRange(
                        "lengths of output capsules in [0, 1)",
                        where,
                        activations,
                        "route(), which should end with squash(), or the traits: Activation.PROBABILITY or DISTRIBUTION"
                                + " where a length isn't the activation");
            case PROBABILITY ->
                requireRange(
                        "activations in [0, 1], since traits() declares Activation.PROBABILITY",
                        where,
                        activations,
                        "how route() makes activations; sigmoid() stays in [0, 1]");
            case DISTRIBUTION -> requireDistribution(where, activations);
        }
    }

    private static void requireRange(String expected, String where, INDArray activations, String lookAt) {
        for (double activation : Values.of(activations)) {
            if (!(activation >= -ROUNDING && activation <= 1 + ROUNDING)) {
                throw Finding.of(expected, activation + where, lookAt);
            }
        }
    }

    private static void requireDistribution(String where, INDArray activations) {
        String expected = "activations that sum to 1 over the output capsules, since traits() declares"
                + " Activation.DISTRIBUTION";
        String lookAt = "how route() makes activations; softmax(-1) of [B, J] sums to 1 over J";
        requireRange(expected, where, activations, lookAt);
        double[] values = Values.of(activations);
        int outputs = Math.toIntExact(activations.size(1));
        for (int from = 0; from < values.length; from += outputs) {
            double sum = Arrays.stream(values, from, from + outputs).sum();
            if (!(Math.abs(sum - 1) <= ROUNDING)) {
                throw Finding.of(expected, "a sum of " + sum + where, lookAt);
            }
        }
    }
}
