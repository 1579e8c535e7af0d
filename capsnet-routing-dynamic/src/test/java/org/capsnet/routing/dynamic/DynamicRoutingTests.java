// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.dynamic;

import org.capsnet.routing.testkit.RoutingConformance;

class DynamicRoutingTests extends RoutingConformance {

    DynamicRoutingTests() {
        super("dynamic");
    }
}
