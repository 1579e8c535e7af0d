// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution.examples;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** Makes the example of docs/adding-a-routing.md a plug-in. */
public final class ForgetfulRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "forgetful";
    }

    @Override
    public String summary() {
        return "An example.";
    }

    @Override
    public String paper() {
        return "docs/adding-a-routing.md";
    }

    @Override
    public Routing defaults() {
        return new ForgetfulRouting(3, 0.9);
    }
}
