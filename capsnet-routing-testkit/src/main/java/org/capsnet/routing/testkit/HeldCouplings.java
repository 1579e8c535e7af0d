// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last iteration of a routing with couplings that don't change. Its derivative is what stop-gradient promises.
 *
 * @param routing whose last iteration it is
 * @param couplings [B, I, J]
 */
record HeldCouplings(AgreementRouting routing, INDArray couplings) implements Routing {

    private static final double ROUNDING = 1e-12;

    /** Holds the couplings that a routing ends with; empty if its output isn't that of such an iteration. */
    static Optional<Routing> of(AgreementRouting routing, Numbers numbers) {
        List<INDArray> observed = new ArrayList<>();
        Run full = Run.of(routing, numbers, Tape.inference(), true, (name, value) -> {
            if (name.equals(RoutingProbe.COUPLINGS)) {
                observed.add(value.array().dup('f'));
            }
        });
        if (observed.isEmpty()) {
            return Optional.empty();
        }
        HeldCouplings held = new HeldCouplings(routing, observed.get(observed.size() - 1));
        Map<String, INDArray> outputs = Run.trainingForward(held, numbers).outputs();
        boolean equal = full.outputs().keySet().equals(outputs.keySet())
                && outputs.entrySet().stream()
                        .allMatch(output -> Values.difference(
                                        output.getValue(), full.outputs().get(output.getKey()))
                                <= ROUNDING);
        return equal ? Optional.of(held) : Optional.empty();
    }

    @Override
    public Capsules route(RoutingInput input) {
        Tensor c = input.poses().tape().constant(couplings); // [B, I, J]
        return routing.finish(routing.output(input.votes().weightedSum(c), input), input);
    }

    @Override
    public RoutingTraits traits() {
        return routing.traits();
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return routing.parameters(shape);
    }
}
