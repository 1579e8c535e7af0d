// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import org.capsnet.routing.testkit.RoutingConformance;

class AverageRoutingTests extends RoutingConformance {

    AverageRoutingTests() {
        super("average");
    }
}
