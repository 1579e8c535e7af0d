// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.attention;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code attention-self}. */
public final class SelfAttentionRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "attention-self";
    }

    @Override
    public String summary() {
        return "Self-attention: votes weigh more where they agree with all votes for the same output; one pass.";
    }

    @Override
    public String paper() {
        return "Mazzia, Salvetti, Chiaberge 2021, Efficient-CapsNet: Capsule Network with Self-Attention Routing";
    }

    @Override
    public Routing defaults() {
        return new SelfAttentionRouting();
    }
}
