// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSettingTests {

    @Test
    void aValueMayHoldAnEqualsSign() {
        assertThat(OptionSetting.parse(List.of("iterations=3", "text=a=b")))
                .containsEntry("iterations", "3")
                .containsEntry("text", "a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterations", "=3", "iterations=", ""})
    void anythingElseIsExplainedByAnExample(String setting) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> OptionSetting.parse(List.of(setting)))
                .withMessageContaining("--set iterations=3")
                .withMessageContaining("\"" + setting + "\"");
    }

    @Test
    void anOptionMayBeSetOnce() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> OptionSetting.parse(List.of("iterations=3", "iterations=4")))
                .withMessageContaining("\"iterations\" twice");
    }
}
