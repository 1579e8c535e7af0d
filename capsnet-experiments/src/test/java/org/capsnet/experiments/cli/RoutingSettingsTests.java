// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingSettingsTests {

    private static final List<String> ROUTINGS = List.of("first-one", "second");

    @Test
    void sortsValuesByRoutingAndOption() {
        assertThat(RoutingSettings.parse(
                        List.of("second.iterations=2", "first-one.lambda=1.5", "second.text=a=b.c"), ROUTINGS))
                .isEqualTo(Map.of(
                        "second", Map.of("iterations", "2", "text", "a=b.c"), "first-one", Map.of("lambda", "1.5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "iterations=3", "second.iterations", "second.iterations=", ".iterations=3", "second.=3"})
    void rejectsOtherForms(String setting) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RoutingSettings.parse(List.of(setting), ROUTINGS))
                .withMessage("--set needs the routing, the option and its value, for example --set"
                        + " first-one.iterations=3, but got \"" + setting + "\".");
    }

    @Test
    void rejectsRoutingsThatDontTakePart() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RoutingSettings.parse(List.of("secnd.iterations=2"), ROUTINGS))
                .withMessageContaining("\"secnd\", which doesn't take part. Did you mean \"second\"?");
    }

    @Test
    void rejectsAnOptionThatIsSetTwice() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RoutingSettings.parse(List.of("second.a=1", "second.a=2"), ROUTINGS))
                .withMessage("--set gives the option \"a\" of \"second\" twice.");
    }
}
