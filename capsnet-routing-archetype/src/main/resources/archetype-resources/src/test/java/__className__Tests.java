package ${package};

import org.capsnet.routing.testkit.RoutingConformance;

class ${className}Tests extends RoutingConformance {
    ${className}Tests() {
        super("${routingName}");
    }
}
