// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Map;

/** A right routing of every trait that the other lacks passes; the hooks are used. */
class WeightlessKitTests extends RoutingConformance {

    WeightlessKitTests() {
        super("kit-weightless");
    }

    @Override
    protected List<Map<String, String>> optionSets() {
        return List.of(Map.of("score", "squared-length", "power", "2"));
    }

    @Override
    protected Tolerances tolerances() {
        return new Tolerances(2e-6, 2e-4, 2e-3, "Shows that tolerances can be overridden");
    }

    @Override
    protected double learningRate() {
        return 0.02;
    }
}
