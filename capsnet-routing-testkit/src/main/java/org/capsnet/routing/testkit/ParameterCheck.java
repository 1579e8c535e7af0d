// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingParameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Everything that is trained has a gradient. */
final class ParameterCheck implements Check {

    private static final double ROUNDING = 1e-12;

    @Override
    public String name() {
        return "trained parameters";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, 5, 4, 3, 8);
        return List.of(Part.of(sizes, () -> verify(routing, sizes)));
    }

    private static void verify(Routing routing, Sizes sizes) {
        List<String> names = routing.parameters(sizes.shape()).stream()
                .map(RoutingParameter::name)
                .toList();
        if (names.stream().distinct().count() < names.size()) {
            throw Finding.of("parameters of different names", names.toString(), "parameters()");
        }
        Run run = Run.training(routing, Draws.trained(routing, sizes, 1));
        Map<String, INDArray> gradients = run.gradients(run.directions(1));
        double largest = Values.largest(gradients.values());
        gradients.forEach((name, gradient) -> {
            if (!name.equals(Numbers.ACTIVATIONS) && !(Values.largest(gradient) > ROUNDING * largest)) {
                throw Finding.of(
                        "a gradient of " + name + " that isn't zero",
                        "at most " + Values.largest(gradient),
                        name.equals(Numbers.WEIGHTS)
                                ? "whether route() uses input.votes(); if it needs none, declare Transformation.none()"
                                : name.equals(Numbers.POSES)
                                        ? "whether route() reads its input through detached() or array()"
                                        : "whether route() uses input.parameter(\"" + name
                                                + "\") with these options, and not only through detached(); otherwise"
                                                + " don't declare it in parameters()");
            }
        });
    }
}
