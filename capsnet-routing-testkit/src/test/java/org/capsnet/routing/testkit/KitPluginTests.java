// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.testkit.FlawedPlugins.FlawedPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plug-in says about itself and its options is checked, and the messages say what to do. */
class KitPluginTests {

    private static Stream<FlawedPlugin> flawedRegistrations() {
        return FlawedPlugins.ofRegistration().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawedRegistrations")
    void aFlawedRegistrationIsNamed(FlawedPlugin flawed) {
        assertThatThrownBy(() -> RegistrationCheck.verify(flawed.plugin()))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(flawed.message())
                .contains("Look at: ");
    }

    private static Stream<FlawedPlugin> flawedOptions() {
        return FlawedPlugins.ofOptions().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawedOptions")
    void aFlawedOptionIsNamed(FlawedPlugin flawed) {
        PluginUnderTest plugin = new PluginUnderTest(RoutingCatalog.of(List.of(flawed.plugin())), flawed.plugin());
        assertThatThrownBy(() -> {
                    for (Part part : OptionCheck.parts(plugin)) {
                        part.body().execute();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(flawed.message())
                .contains("Look at: ");
    }

    @Test
    void aMissingServiceLineIsNamed() {
        assertThatThrownBy(() -> PluginUnderTest.load("kit-mising"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "called \"kit-mising\"",
                        "META-INF/services/org.capsnet.routing.spi.RoutingPlugin: it needs a line with the full class"
                                + " name of the plug-in");
    }

    @Test
    void aFailureBeginsWithTheNameOfItsTest() {
        Part part = new Part("here", () -> {
            throw new IllegalStateException("no bias");
        });
        assertThatThrownBy(() -> part.named("sum / defaults / here / shapes")
                        .getExecutable()
                        .execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("sum / defaults / here / shapes")
                .hasMessageContaining("no bias");
    }

    @Test
    void tolerancesNeedAReason() {
        assertThatCode(() -> new Tolerances(1e-5, 1e-4, 1e-3, "a root of the variance"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Tolerances(1e-5, 1e-4, 1e-3, " ")).hasMessageContaining("need a reason");
        assertThatThrownBy(() -> new Tolerances(0, 1e-4, 1e-3, "exact")).hasMessageContaining("must be positive");
    }
}
