// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTests {

    private final TextTable table =
            new TextTable().text("routing").number("s/step").text("note");

    @Test
    void alignsTextLeftAndNumbersRight() {
        table.row("a", "10.5", "").row("adaptive-λ", "9.25", "née");

        assertThat(table).hasToString("""
                        routing     s/step  note
                        ──────────  ──────  ────
                        a             10.5
                        adaptive-λ    9.25  née
                        """);
    }

    @Test
    void countsCharactersThatTakeTwoUnitsOnce() {
        table.row("𝜆", "1", "");

        assertThat(table.toString().lines().skip(2)).containsExactly("𝜆             1");
    }

    @Test
    void rejectsARowOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("a"))
                .withMessage("a row of this table needs 3 cells but has 1");
    }
}
