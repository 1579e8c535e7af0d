// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code attention-inverted}. */
public final class InvertedAttentionRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "attention-inverted";
    }

    @Override
    public String summary() {
        return "Inverted dot-product attention: outputs compete for every input, layer norm instead of squash.";
    }

    @Override
    public String paper() {
        return "Tsai, Srivastava, Goh, Salakhutdinov 2020, Capsules with Inverted Dot-Product Attention Routing";
    }

    @Override
    public Routing defaults() {
        return new InvertedAttentionRouting(2);
    }
}
