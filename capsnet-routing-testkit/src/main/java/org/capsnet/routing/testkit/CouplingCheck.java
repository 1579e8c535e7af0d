// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.tensor.Tape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The couplings offered to a probe are those that the traits declare: shares of an input capsule, or any numbers. */
final class CouplingCheck implements Check {

    private static final double TOLERANCE = 1e-10;

    @Override
    public String name() {
        return "couplings";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, 7, 4, 3, 8);
        return List.of(Part.of(sizes, () -> verify(routing.traits().couplings(), sizes, observed(routing, sizes))));
    }

    private static List<INDArray> observed(Routing routing, Sizes sizes) {
        List<INDArray> couplings = new ArrayList<>();
        Run.of(routing, Draws.trained(routing, sizes, 1), Tape.inference(), false, (name, value) -> {
            if (name.equals(RoutingProbe.COUPLINGS)) {
                couplings.add(value.array().dup());
            }
        });
        return couplings;
    }

    private static void verify(Couplings declared, Sizes sizes, List<INDArray> observed) {
        if (declared == Couplings.NONE && !observed.isEmpty()) {
            throw Finding.of(
                    "nothing called \"couplings\" offered to a probe, since traits() declares Couplings.NONE",
                    observed.size() + " offered",
                    "the traits, which should declare OUTPUTS or FREE, or the name in input.observe(...)");
        }
        if (declared != Couplings.NONE && observed.isEmpty()) {
            throw Finding.of(
                    "\"couplings\" offered to a probe, since traits() declares Couplings." + declared,
                    "none",
                    "route(): call input.observe(\"couplings\", c), or declare Couplings.NONE in the traits");
        }
        observed.forEach(couplings -> requireShape(sizes, couplings));
        if (declared == Couplings.OUTPUTS) {
            observed.forEach(CouplingCheck::requireShares);
            observed.forEach(couplings -> requireSum(sizes, couplings));
        }
    }

    private static void requireShape(Sizes sizes, INDArray couplings) {
        long[] full = {sizes.batch(), sizes.shape().inputs(), sizes.shape().outputs()};
        boolean fits = couplings.rank() == full.length;
        for (int axis = 0; fits && axis < full.length; axis++) {
            fits = couplings.size(axis) == full[axis] || couplings.size(axis) == 1;
        }
        if (!fits || !Values.areFinite(couplings)) {
            throw Finding.of(
                    "finite couplings [B, I, J] = " + Arrays.toString(full) + ", or of size 1 where they are all equal",
                    (fits ? "infinite numbers or NaN in " : "") + Arrays.toString(couplings.shape()),
                    "what is given to input.observe(\"couplings\", ...)");
        }
    }

    private static void requireShares(INDArray couplings) {
        double smallest = Arrays.stream(Values.of(couplings)).min().orElseThrow();
        if (smallest < 0) {
            throw Finding.of(
                    "couplings that aren't negative, since traits() declares Couplings.OUTPUTS",
                    "a coupling of " + smallest,
                    "what makes the couplings, which should be a softmax or a quotient, or declare Couplings.FREE in the traits");
        }
    }

    private static void requireSum(Sizes sizes, INDArray couplings) {
        double copies = (double) sizes.shape().outputs() / couplings.size(2);
        double[] values = Values.of(couplings);
        int outputs = Math.toIntExact(couplings.size(2));
        for (int from = 0; from < values.length; from += outputs) {
            double sum = copies * Arrays.stream(values, from, from + outputs).sum();
            if (!(Math.abs(sum - 1) <= TOLERANCE)) {
                throw Finding.of(
                        "couplings that sum to 1 over the output capsules, since traits() declares Couplings.OUTPUTS",
                        "a sum of " + sum,
                        "the axis of the softmax, which is -1 for [B, I, J], or declare Couplings.FREE in the traits");
            }
        }
    }
}
