// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.capsnet.routing.testkit.RoutingConformance;

class ShiftedSumRoutingTests extends RoutingConformance {

    ShiftedSumRoutingTests() {
        super("shifted-sum");
    }
}
