// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerSizeTests {

    @Test
    void isReadAsItIsWritten() {
        assertThat(LayerSize.parse("1152:10"))
                .isEqualTo(new LayerSize(1152, 10))
                .hasToString("1152:10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10:", "0:10", "10:0", "-1:2", "10x2", "10:2:3", "1e3:2", "99999999:1"})
    void anythingElseIsExplained(String text) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> LayerSize.parse(text))
                .withMessageContaining("--sizes 144:10,1152:10")
                .withMessageContaining("got \"" + text + "\"");
    }
}
