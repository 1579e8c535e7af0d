// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.controls;

import org.capsnet.routing.testkit.RoutingConformance;

class MaxRoutingTests extends RoutingConformance {

    MaxRoutingTests() {
        super("max");
    }
}
