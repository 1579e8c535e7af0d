// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Unusual inputs give finite outputs and gradients. */
final class FiniteCheck implements Check {

    private static final int INPUTS = 6;
    private static final double HUGE = 1e4;

    @Override
    public String name() {
        return "finite numbers";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, INPUTS, 4, 3, 8);
        Map<String, UnaryOperator<Numbers>> cases = new LinkedHashMap<>();
        cases.put("all capsules zero", FiniteCheck::zero);
        cases.put("one capsule zero", FiniteCheck::firstZero);
        cases.put("capsules of length 1e4", numbers -> numbers.map(Numbers.POSES, poses -> poses.mul(HUGE)));
        cases.put("equal capsules", FiniteCheck::equalCapsules);
        cases.put("equal votes", numbers -> equalCapsules(numbers).map(Numbers.WEIGHTS, FiniteCheck::likeFirst));
        return cases.entrySet().stream()
                .map(each -> new Part(
                        each.getKey(),
                        () -> verify(
                                routing,
                                each.getKey(),
                                each.getValue()
                                        .apply(Draws.trained(routing, sizes, 1))
                                        .as(DataType.FLOAT))))
                .toList();
    }

    private static Numbers zero(Numbers numbers) {
        return numbers.map(Numbers.POSES, poses -> poses.mul(0)).map(Numbers.ACTIVATIONS, a -> a.mul(0));
    }

    private static Numbers firstZero(Numbers numbers) {
        return numbers.map(Numbers.POSES, FiniteCheck::firstZero).map(Numbers.ACTIVATIONS, FiniteCheck::firstZero);
    }

    /** [B, I, ..] with zeros for the first input capsule. */
    private static INDArray firstZero(INDArray array) {
        int[] others = IntStream.range(1, INPUTS).toArray();
        return Nd4j.concat(1, Values.take(array, 1, 0).mul(0), Values.take(array, 1, others));
    }

    private static Numbers equalCapsules(Numbers numbers) {
        return numbers.map(Numbers.POSES, poses -> Values.take(poses, 1, new int[INPUTS]));
    }

    private static INDArray likeFirst(INDArray weights) {
        return Values.take(weights, 0, new int[INPUTS]);
    }

    private static void verify(Routing routing, String which, Numbers numbers) {
        for (Numbers layerBelow : List.of(numbers, numbers.bare())) {
            Run run = Run.training(routing, layerBelow);
            run.outputs().forEach((name, output) -> require(name, output, which));
            run.gradients(run.directions(1))
                    .forEach((name, gradient) -> require("gradient of the " + name, gradient, which));
        }
    }

    private static void require(String what, INDArray array, String which) {
        if (!Values.areFinite(array)) {
            throw Finding.of(
                    "finite numbers, also for " + which,
                    "NaN or infinity in the " + what,
                    "what in route() divides, or takes a root or logarithm, of a number that becomes 0 or overflows:"
                            + " add a small constant before; squash(), lengths() and logSoftmax() are safe");
        }
    }
}
