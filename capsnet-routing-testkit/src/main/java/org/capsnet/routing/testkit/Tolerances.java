// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import org.apiguardian.api.API;

/**
 * How exact a routing must be. All are relative to the largest element of what is compared.
 *
 * @param gradient of the tape's gradients against central differences in double, standard 1e-6
 * @param floatOutput of outputs in float against double, standard 1e-4
 * @param floatGradient of gradients in float against double, standard 1e-3
 * @param reason why the routing needs these, not blank; for readers of the test class
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Tolerances(double gradient, double floatOutput, double floatGradient, String reason) {

    /**
     * Checks the values.
     *
     * @param gradient positive
     * @param floatOutput positive
     * @param floatGradient positive
     * @param reason not blank
     * @throws IllegalArgumentException if a tolerance isn't positive or the reason is blank
     */
    public Tolerances {
        if (!(gradient > 0 && floatOutput > 0 && floatGradient > 0)) {
            throw new IllegalArgumentException(
                    "Tolerances must be positive, but are " + gradient + ", " + floatOutput + " and " + floatGradient);
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Tolerances need a reason: which computation loses the digits?");
        }
    }

    /** {@return what a routing without special needs is held to} */
    public static Tolerances standard() {
        return new Tolerances(1e-6, 1e-4, 1e-3, "What a routing without special needs is held to");
    }
}
