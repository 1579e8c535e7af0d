// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import org.capsnet.routing.testkit.RoutingConformance;

class SelfAttentionRoutingTests extends RoutingConformance {

    SelfAttentionRoutingTests() {
        super("attention-self");
    }
}
