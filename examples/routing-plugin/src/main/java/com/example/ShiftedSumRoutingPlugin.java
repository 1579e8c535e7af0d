// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code shifted-sum}; capsnet finds it by the file in META-INF/services. */
public final class ShiftedSumRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "shifted-sum";
    }

    @Override
    public String summary() {
        return "The plain sum of the votes with a trained vector added.";
    }

    @Override
    public String paper() {
        return "none; an example";
    }

    @Override
    public Routing defaults() {
        return new ShiftedSumRouting(1);
    }
}
