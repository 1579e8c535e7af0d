// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void theOptionsOfARoutingHaveItsOwnValues() {
        assertThat(RoutingCatalog.options(catalog.create("dynamic", Map.of("rate", "0.25"))))
                .extracting(OptionDescription::defaultValue)
                .containsExactly("3", "true", "0.25", "first-kind");
    }

    @Test
    void optionsAreDescribedWithDefaultRangeAndMeaning() {
        assertThat(catalog.options("dynamic"))
                .containsExactly(
                        new OptionDescription(
                                "iterations",
                                OptionDescription.Kind.NUMBER,
                                "a whole number",
                                "3",
                                "at least 1",
                                "how often",
                                false),
                        new OptionDescription(
                                "stop-gradient",
                                OptionDescription.Kind.BOOLEAN,
                                "true or false",
                                "true",
                                "",
                                "whether to stop",
                                false),
                        new OptionDescription(
                                "rate",
                                OptionDescription.Kind.NUMBER,
                                "a number",
                                "0.5",
                                "greater than 0 and at most 1",
                                "how fast",
                                false),
                        new OptionDescription(
                                "kind",
                                OptionDescription.Kind.TEXT,
                                "first-kind or second-kind",
                                "first-kind",
                                "",
                                "which one",
                                false));
        assertThat(RoutingCatalog.optionText(catalog.create("dynamic", Map.of())))
                .isEqualTo("iterations=3 stop-gradient=true rate=0.5 kind=first-kind");
    }

    @Test
    void anOptionThatCameLaterIsNotNamedWhereItChangesNothing() {
        Routing asBefore = catalog.create("dynamic", Map.of("rate", "1"));
        assertThat(RoutingCatalog.options(asBefore))
                .filteredOn(OptionDescription::asBefore)
                .extracting(OptionDescription::name)
                .containsExactly("rate");
        assertThat(RoutingCatalog.optionText(asBefore)).isEqualTo("iterations=3 stop-gradient=true kind=first-kind");
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
    void aProgramMaySayHowAPluginIsAddedToIt() {
        RoutingCatalog advising = RoutingCatalog.of(List.of(new ExamplePlugin("dynamic"), new BrokenPlugin()))
                .advising("put its jar into the folder plugins");

        assertThatThrownBy(() -> advising.plugin("average"))
                .message()
                .startsWith(
                        "No routing is called \"average\". Available: dynamic. To add one, put its jar into the folder"
                                + " plugins. Failed to load: ");
        assertThat(advising.plugin("dynamic")).isNotNull();
        assertThatThrownBy(() -> advising.plugin("broken"))
                .message()
                .startsWith("The routing \"broken\" can't be used");
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
    void pluginsThatFailToLoadAreReportedWithReasonAndRemedyAndTheOthersGoOn(@TempDir Path directory)
            throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(RoutingPlugin.class.getName()),
                "org.example.Missing # a comment\n\n" + FailingPlugin.class.getName() + "\n"
                        + HiddenPlugin.class.getName() + "\n" + Example.class.getName() + "\n"
                        + NamelessPlugin.class.getName() + "\n" + OtherPlugin.class.getName() + "\n"
                        + OtherPlugin.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            RoutingCatalog loaded = RoutingCatalog.load(loader);

            assertThat(loaded.names()).containsExactly("other");
            assertThat(loaded.failures())
                    .satisfiesExactly(
                            missing -> assertThat(missing)
                                    .startsWith("org.example.Missing isn't on the class path")
                                    .contains(" in " + directory + " names it", "Correct the name"),
                            failing -> assertThat(failing)
                                    .contains("FailingPlugin in " + directory)
                                    .endsWith(" throws IllegalStateException: no licence. Report this to its author."),
                            hidden -> assertThat(hidden).contains("HiddenPlugin", "Make it a public class"),
                            noPlugin -> assertThat(noPlugin).contains("$Example in ", "isn't a RoutingPlugin"),
                            nameless -> assertThat(nameless)
                                    .contains("NamelessPlugin in ", "throws UnsupportedOperationException. Report"));
            assertThatThrownBy(() -> loaded.plugin("missing")).hasMessageContaining("Failed to load:");
        }
    }

    @Test
    void aServiceFileThatCantBeReadIsReported(@TempDir Path directory) throws IOException {
        URL absent = directory.resolve("absent").toUri().toURL();
        RoutingCatalog loaded = RoutingCatalog.load(new ClassLoader(null) {
            @Override
            protected Enumeration<URL> findResources(String name) {
                return Collections.enumeration(List.of(absent));
            }
        });

        assertThat(loaded.failures())
                .singleElement()
                .asString()
                .startsWith(directory.resolve("absent") + " can't be read: ");
    }

    @Test
    void aPluginWhoseRoutingCantBeMadeIsSetAsideUnderItsName() {
        RoutingCatalog loaded = RoutingCatalog.of(List.of(new BrokenPlugin(), new ExamplePlugin("dynamic")));

        assertThat(loaded.names()).containsExactly("dynamic");
        assertThat(loaded.failures()).singleElement().asString().contains("BrokenPlugin in ", "throws");
        assertThatThrownBy(() -> loaded.create("broken", Map.of()))
                .isInstanceOf(RoutingException.class)
                .hasMessageStartingWith("The routing \"broken\" can't be used: ")
                .hasMessageContaining("BrokenPlugin in ");
    }

    @Test
    void aBrokenPluginDoesntHideThatTwoHaveItsName() {
        assertThatThrownBy(() -> RoutingCatalog.of(List.of(new BrokenPlugin(), new ExamplePlugin("broken"))))
                .hasMessageContaining("Two plug-ins provide the routing \"broken\"");
    }

    @ParameterizedTest
    @CsvSource({"dynamic,true", "a-2d-routing,true", "2d,false", "Dynamic,false", "a--b,false", "a-,false", "a b,false"
    })
    void namesAreLowerCaseWordsJoinedByHyphens(String name, boolean allowed) {
        assertThat(RoutingCatalog.isName(name)).isEqualTo(allowed);
        assertThat(RoutingCatalog.isName(name + "-" + "x".repeat(63))).isFalse();
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

            @Option(value = "how fast", above = 0, max = 1, asBefore = "1")
            double rate,

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

    /** Has no routing to give. */
    public static final class BrokenPlugin extends OtherPlugin {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Routing defaults() {
            throw new IllegalArgumentException("no such constant");
        }
    }

    /** Doesn't know its name. */
    public static final class NamelessPlugin extends OtherPlugin {

        @Override
        public String name() {
            throw new UnsupportedOperationException();
        }
    }

    static final class HiddenPlugin extends OtherPlugin {}
}
