// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.adaptive;

import org.capsnet.routing.testkit.RoutingConformance;

class LambdaRoutingTests extends RoutingConformance {

    LambdaRoutingTests() {
        super("adaptive-lambda");
    }
}
