// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code forgetful}; capsnet finds it by the file in META-INF/services. */
public final class ForgetfulRoutingPlugin implements RoutingPlugin {

    @Override
    public String name() {
        return "forgetful";
    }

    @Override
    public String summary() {
        return "Routing by agreement in which old agreement counts less.";
    }

    @Override
    public String paper() {
        return "none; an example";
    }

    @Override
    public Routing defaults() {
        return new ForgetfulRouting(3, 0.9);
    }
}
