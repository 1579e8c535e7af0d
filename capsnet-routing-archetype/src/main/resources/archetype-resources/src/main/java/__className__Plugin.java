package ${package};

import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.RoutingPlugin;

/** The routing {@code ${routingName}}; capsnet finds it by the file in META-INF/services. */
public final class ${className}Plugin implements RoutingPlugin {

    @Override
    public String name() {
        return "${routingName}";
    }

    @Override
    public String summary() {
        return "Votes count by their agreement with the output.";
    }

    @Override
    public String paper() {
        return "unpublished";
    }

    /** The options that train best. Where those of a paper differ, override literal() too. */
    @Override
    public Routing defaults() {
        return new ${className}(3, 1);
    }
}
