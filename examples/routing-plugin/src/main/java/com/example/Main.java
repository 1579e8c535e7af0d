// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.util.Map;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingCatalog;

/** How a program finds a routing on its class path, by its name, and gives it to a layer. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        RoutingCatalog catalog = RoutingCatalog.load();
        System.out.println("routings: " + catalog.names());

        Routing routing = catalog.create("forgetful", Map.of("retention", "0.5"));
        System.out.println(new CapsuleLayer.Builder(10, 16).routing(routing).build());
    }
}
