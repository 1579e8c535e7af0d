// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingPlugin;
import org.junit.jupiter.api.Test;

class RoutingDescriptionTests {

    @Test
    void anOptionThatCameLaterIsNamedAsPublishedWhereItsDefaultIsAnother() {
        RoutingDescription description = describe(new Example(2, true, false), new Example(2, false, false));

        assertThat(description.published()).isEqualTo("iterations=2 relative=false");
        assertThat(description.differs()).isTrue();
    }

    @Test
    void anOptionThatChangesNothingEitherWayIsNot() {
        RoutingDescription description = describe(new Example(2, false, false), new Example(2, false, false));

        assertThat(description.published()).isEqualTo("iterations=2");
        assertThat(description.differs()).isFalse();
    }

    private static RoutingDescription describe(Routing defaults, Routing literal) {
        RoutingPlugin plugin = new ExamplePlugin(defaults, literal);
        return RoutingDescription.of(RoutingCatalog.of(List.of(plugin)), plugin);
    }

    private record Example(
            @Option("how often") int iterations,

            @Option(value = "compare with the mean", asBefore = "false")
            boolean relative,

            @Option(value = "divide", asBefore = "false") boolean normalize)
            implements Routing {

        @Override
        public Capsules route(RoutingInput input) {
            throw new AssertionError("Nothing is routed in these tests");
        }
    }

    private record ExamplePlugin(Routing defaults, Routing literal) implements RoutingPlugin {

        @Override
        public String name() {
            return "example";
        }

        @Override
        public String summary() {
            return "An example.";
        }

        @Override
        public String paper() {
            return "None";
        }
    }
}
