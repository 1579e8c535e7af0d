// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingCatalogTests {

    private final RoutingCatalog catalog = RoutingCatalog.of(List.of(new ExamplePlugin("dynamic"), new OtherPlugin()));

    @Test
    void aRoutingIsCreatedByNameWithSomeOptionsReplaced() {
        assertThat(catalog.names()).containsExactly("dynamic", "other");
        assertThat(catalog.create("dynamic", Map.of("iterations", "5", "stop-gradient", "false")))
                .isEqualTo(new Example(5, false, 0.5, Kind.FIRST_KIND));
        assertThat(catalog.create("dynamic", Map.of("kind", "second-kind", "rate", "1e-2")))
                .isEqualTo(new Example(3, true, 0.01, Kind.SECOND_KIND));
        assertThat(catalog.createLiteral("dynamic", Map.of("iterations", "7")))
                .isEqualTo(new Example(7, true, 0.5, Kind.SECOND_KIND));
    }

    @Test
    void optionsAreDescribedWithDefaultRangeAndMeaning() {
        assertThat(catalog.options("dynamic"))
                .containsExactly(
                        new OptionDescription("iterations", "a whole number", "3", "at least 1", "how often"),
                        new OptionDescription("stop-gradient", "true or false", "true", "", "whether to stop"),
                        new OptionDescription("rate", "a number", "0.5", "greater than 0 and at most 1", "how fast"),
                        new OptionDescription("kind", "first-kind or second-kind", "first-kind", "", "which one"));
        assertThat(RoutingCatalog.optionText(catalog.create("dynamic", Map.of())))
                .isEqualTo("iterations=3 stop-gradient=true rate=0.5 kind=first-kind");
    }

    @Test
    void anUnknownNameGetsTheNearestOnesAndWhatThereIs() {
        assertThatThrownBy(() -> catalog.create("dinamic", Map.of()))
                .isInstanceOf(RoutingException.class)
                .hasMessage("No routing is called \"dinamic\". Did you mean \"dynamic\"? Available: dynamic, other."
                        + " To add one, put its jar on the class path.");
        assertThatThrownBy(() -> catalog.create("capsule", Map.of())).message().doesNotContain("Did you mean");
    }

    @Test
    void anEmptyClassPathSaysHowToFillIt() {
        assertThatThrownBy(() -> RoutingCatalog.of(List.of()).plugin("dynamic"))
                .hasMessageContaining("No routing was found")
                .hasMessageContaining("META-INF/services/org.capsnet.routing.spi.RoutingPlugin");
    }

    @Test
    void wrongOptionsAreNamedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("iteration", "3")))
                .isInstanceOf(RoutingException.class)
                .hasMessage("The routing \"dynamic\" has no option \"iteration\". Did you mean \"iterations\"?"
                        + " Its options: iterations, stop-gradient, rate, kind.");
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("iterations", "0")))
                .isInstanceOf(RoutingException.class)
                .hasMessage("Option of the routing \"dynamic\": iterations must be at least 1 but is 0.");
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("rate", "0")))
                .hasMessageContaining("rate must be greater than 0 and at most 1 but is 0");
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("rate", "NaN")))
                .hasMessageContaining("rate must be greater than 0");
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("iterations", "1.5")))
                .hasMessage("Option \"iterations\" of the routing \"dynamic\" must be a whole number but is \"1.5\".");
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("stop-gradient", "yes")))
                .hasMessageContaining("must be true or false but is \"yes\"");
        assertThatThrownBy(() -> catalog.create("dynamic", Map.of("kind", "third")))
                .hasMessageContaining("must be first-kind or second-kind but is \"third\"");
    }

    @Test
    void rangesHoldForProgrammersToo() {
        assertThatThrownBy(() -> new Example(0, true, 0.5, Kind.FIRST_KIND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iterations must be at least 1 but is 0");
        assertThatThrownBy(() -> new Example(1, true, 0.5, null)).hasMessage("kind must be given");
    }

    @Test
    void twoPluginsOfOneNameAreAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> RoutingCatalog.of(List.of(new ExamplePlugin("other"), new OtherPlugin())))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("Two plug-ins provide the routing \"other\"")
                .hasMessageContaining(ExamplePlugin.class.getName())
                .hasMessageContaining(OtherPlugin.class.getName())
                .hasMessageContaining("test-classes");
    }

    @Test
    void aBadNameIsSetAsideAndReported() {
        RoutingCatalog withBadName =
                RoutingCatalog.of(List.of(new ExamplePlugin("Dynamic Routing"), new OtherPlugin()));
        assertThat(withBadName.names()).containsExactly("other");
        assertThat(withBadName.failures()).singleElement().asString().contains("\"Dynamic Routing\"", "lower-case");
    }

    @Test
    void aPluginThatFailsToLoadIsReportedAndTheOthersGoOn(@TempDir Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(RoutingPlugin.class.getName()),
                "org.example.Missing\n" + FailingPlugin.class.getName() + "\n" + OtherPlugin.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            RoutingCatalog loaded = RoutingCatalog.load(ServiceLoader.load(RoutingPlugin.class, loader));
            assertThat(loaded.names()).containsExactly("other");
            assertThat(loaded.failures()).hasSize(2);
            assertThat(loaded.failures().get(0)).contains("org.example.Missing");
            assertThat(loaded.failures().get(1)).contains("FailingPlugin", "no licence");
            assertThatThrownBy(() -> loaded.plugin("missing")).hasMessageContaining("Failed to load:");
        }
    }

    @Test
    void aRoutingThatIsNoRecordIsReportedToItsAuthor() {
        RoutingPlugin plugin = new RoutingPlugin() {
            @Override
            public String name() {
                return "lambda";
            }

            @Override
            public String summary() {
                return "";
            }

            @Override
            public String paper() {
                return "";
            }

            @Override
            public Routing defaults() {
                return input -> Capsules.of(input.poses());
            }
        };
        assertThatThrownBy(() -> RoutingCatalog.of(List.of(plugin)).create("lambda", Map.of()))
                .hasMessageContaining("must be a record");
    }

    enum Kind {
        FIRST_KIND,
        SECOND_KIND
    }

    record Example(
            @Option(value = "how often", min = 1) int iterations,
            @Option("whether to stop") boolean stopGradient,
            @Option(value = "how fast", above = 0, max = 1) double rate,
            @Option("which one") Kind kind)
            implements Routing {

        Example {
            Options.check(Example.class, iterations, stopGradient, rate, kind);
        }

        @Override
        public Capsules route(RoutingInput input) {
            throw new AssertionError("Nothing is routed in these tests");
        }
    }

    private record ExamplePlugin(String name) implements RoutingPlugin {

        @Override
        public String summary() {
            return "An example.";
        }

        @Override
        public String paper() {
            return "None";
        }

        @Override
        public Routing defaults() {
            return new Example(3, true, 0.5, Kind.FIRST_KIND);
        }

        @Override
        public Routing literal() {
            return new Example(3, true, 0.5, Kind.SECOND_KIND);
        }
    }

    /** Found by the service loader in one of the tests. */
    public static class OtherPlugin implements RoutingPlugin {

        @Override
        public String name() {
            return "other";
        }

        @Override
        public String summary() {
            return "Another.";
        }

        @Override
        public String paper() {
            return "None";
        }

        @Override
        public Routing defaults() {
            return new Example(1, true, 1, Kind.FIRST_KIND);
        }
    }

    /** Can't be constructed. */
    public static final class FailingPlugin extends OtherPlugin {

        public FailingPlugin() {
            throw new IllegalStateException("no licence");
        }
    }
}
