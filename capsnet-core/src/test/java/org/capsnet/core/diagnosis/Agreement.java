// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.List;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.tensor.Tensor;

/**
 * Dynamic routing in its literal form, and what users have made of it.
 *
 * @param couplingAxis -1 for the outputs, 1 for the inputs
 * @param timesOutputs whether couplings are multiplied by the number of outputs
 * @param bias whether 0.1 is added before squash, trained
 * @param sharpness a factor of the agreement; 1 as published
 */
record Agreement(int couplingAxis, boolean timesOutputs, boolean bias, double sharpness) implements AgreementRouting {

    static Agreement literal() {
        return new Agreement(-1, false, false, 1);
    }

    static Agreement scaled() {
        return new Agreement(-1, true, false, 1);
    }

    static Agreement overInputs() {
        return new Agreement(1, true, false, 1);
    }

    static Agreement withBias() {
        return new Agreement(-1, false, true, 1);
    }

    static Agreement sharp() {
        return new Agreement(-1, true, false, 1e4);
    }

    @Override
    public int iterations() {
        return 3;
    }

    @Override
    public RoutingTraits traits() {
        return RoutingTraits.standard();
    }

    @Override
    public Tensor logits(Tensor before, Tensor agreement, RoutingInput input) {
        return before.plus(agreement.times(sharpness));
    }

    @Override
    public Tensor output(Tensor s, RoutingInput input) {
        Tensor scaled = timesOutputs ? s.times(s.size(1)) : s;
        return (bias ? scaled.plus(input.parameter("bias")) : scaled).squash();
    }

    @Override
    public double gain(CapsuleShape shape) {
        return timesOutputs ? 1 : 1.0 / shape.outputs();
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return bias
                ? List.of(RoutingParameter.bias(
                        "bias", RoutingParameter.Initial.constant(0.1), shape.outputs(), shape.outputDimension()))
                : List.of();
    }
}
