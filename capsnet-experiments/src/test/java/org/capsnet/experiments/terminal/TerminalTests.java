// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTests {

    @Test
    void colourIsUnwelcomeOnADumbTerminalAndWithNoColor() {
        assertThat(Terminal.colorAllowed(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.colorAllowed(Map.of())).isTrue();
        assertThat(Terminal.colorAllowed(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.colorAllowed(Map.of("NO_COLOR", "0"))).isFalse();
    }
}
