// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.em;

import org.capsnet.routing.testkit.RoutingConformance;

class EmRoutingTests extends RoutingConformance {

    EmRoutingTests() {
        super("em");
    }
}
