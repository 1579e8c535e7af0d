// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import java.util.List;
import java.util.Map;
import org.capsnet.routing.testkit.RoutingConformance;

class InvertedAttentionRoutingTests extends RoutingConformance {

    InvertedAttentionRoutingTests() {
        super("attention-inverted");
    }

    @Override
    protected List<Map<String, String>> optionSets() {
        return List.of(Map.of("iterations", "1"), Map.of("iterations", "3"));
    }
}
