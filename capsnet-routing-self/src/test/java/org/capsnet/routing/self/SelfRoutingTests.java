// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.self;

import org.capsnet.routing.testkit.RoutingConformance;

class SelfRoutingTests extends RoutingConformance {

    SelfRoutingTests() {
        super("self-routing");
    }
}
