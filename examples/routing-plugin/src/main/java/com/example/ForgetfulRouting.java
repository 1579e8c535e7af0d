// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;

/** b_ij ← ρ b_ij + û_ij · v_j: old agreement counts less. */
public record ForgetfulRouting(
        @Option(value = "routing iterations r", min = 1) int iterations,

        @Option(value = "how much of the old logits stays, ρ", min = 0, max = 1)
        double retention)
        implements AgreementRouting {

    public ForgetfulRouting {
        Options.check(ForgetfulRouting.class, iterations, retention);
    }

    @Override
    public Tensor output(Tensor s, RoutingInput input) {
        return s.squash();
    }

    @Override
    public Tensor logits(Tensor before, Tensor agreement, RoutingInput input) {
        return before.times(retention).plus(agreement);
    }
}
