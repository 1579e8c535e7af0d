// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The tape's gradients are derivatives of the output.
 *
 * <p>Along random directions, of which a few find any wrong element. A routing that stops gradients is compared with its
 * last iteration at constant couplings, and by itself without the stop.
 */
final class GradientCheck implements Check {

    private static final String STOP_GRADIENT = "stopGradient";
    private static final int RANDOM_DIRECTIONS = 3;
    /** A gradient this far below the largest drowns in the rounding of the differences. */
    private static final double NEGLIGIBLE = 1e-2;

    @Override
    public String name() {
        return "gradients";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        double tolerance = subject.tolerances().gradient();
        Sizes sizes = Sizes.of(routing, 2, 5, 4, 3, 4);
        Numbers numbers = Draws.trained(routing, sizes, 1);
        boolean option = isOn(routing);
        if (!option && !(routing instanceof AgreementRouting agreement && agreement.stopGradient())) {
            return List.of(Part.of(sizes, () -> verify(routing, routing, numbers, tolerance)));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(sizes + " couplings held", () -> verifyStopped(routing, numbers, tolerance)));
        if (option) {
            Routing full = RecordCopy.with(routing, STOP_GRADIENT, false);
            parts.add(new Part(sizes + " stop-gradient=false", () -> verify(full, full, numbers, tolerance)));
        }
        return parts;
    }

    private static boolean isOn(Routing routing) {
        return RecordCopy.component(routing, STOP_GRADIENT)
                .map(component -> RecordCopy.value(routing, component))
                .equals(Optional.of(true));
    }

    private static void verifyStopped(Routing routing, Numbers numbers, double tolerance) {
        Optional<Routing> held =
                routing instanceof AgreementRouting agreement ? HeldCouplings.of(agreement, numbers) : Optional.empty();
        if (held.isPresent()) {
            verify(routing, held.get(), numbers, tolerance);
            return;
        }
        // What is held constant isn't known, so that no more than some gradient can be asked for.
        Run run = Run.training(routing, numbers);
        INDArray gradient = run.gradients(run.directions(1)).get(Numbers.POSES);
        if (!Values.areFinite(gradient) || Values.largest(gradient) == 0) {
            throw Finding.of(
                    "a finite gradient of the input poses that isn't zero",
                    "at most " + Values.largest(gradient),
                    "detached() in route(): the last iteration must be differentiated");
        }
    }

    /** Compares gradients of a routing with differences of another that has the same output. */
    private static void verify(Routing routing, Routing reference, Numbers numbers, double tolerance) {
        Run run = Run.training(routing, numbers);
        List<INDArray> directions = run.directions(1);
        Map<String, INDArray> gradients = run.gradients(directions);
        CentralDifferences differences = new CentralDifferences(reference, numbers, directions);
        double largest = gradients.values().stream()
                .mapToDouble(GradientCheck::length)
                .max()
                .orElse(0);
        gradients.forEach((name, gradient) -> {
            double scale = Math.max(length(gradient), NEGLIGIBLE * largest);
            for (int k = 0; k < RANDOM_DIRECTIONS; k++) {
                INDArray r = Draws.normal(100 + k, DataType.DOUBLE, gradient.shape());
                double error = Math.abs(Values.dot(gradient, r) - differences.along(name, r));
                if (!(error <= tolerance * scale)) {
                    throw Finding.of(
                            "a gradient that agrees with central differences to " + tolerance,
                            "a relative difference of " + error / scale + " for " + name + ": "
                                    + differences.worstElement(name, gradient),
                            "detached() or array() in route(), through which no gradient flows; for a stop that is"
                                    + " meant declare a boolean option stopGradient");
                }
            }
        });
    }

    private static double length(INDArray gradient) {
        return Math.sqrt(Values.dot(gradient, gradient));
    }
}
