// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTests {

    @Test
    void goesOnToTheNextRoundNumbers() {
        Ticks ticks = Ticks.around(0, 0.83, 6);

        assertThat(labels(ticks)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(ticks.position(0)).isZero();
        assertThat(ticks.position(1)).isEqualTo(1);
    }

    @Test
    void needNotStartAtZero() {
        assertThat(labels(Ticks.around(61.2, 79.9, 6))).containsExactly("60", "65", "70", "75", "80");
    }

    @Test
    void staysAtRoundNumbersThatTheDataReach() {
        assertThat(labels(Ticks.around(0.3, 0.6, 3))).containsExactly("0.3", "0.4", "0.5", "0.6");
    }

    @Test
    void countsInWholeNumbersUpToTheLast() {
        assertThat(labels(Ticks.counting(1, 4, 6))).containsExactly("1", "2", "3", "4");
        assertThat(labels(Ticks.counting(1, 160, 6))).containsExactly("50", "100", "150");
        assertThat(labels(Ticks.counting(1, 46900, 6))).containsExactly("10,000", "20,000", "30,000", "40,000");
        assertThat(labels(Ticks.counting(1, 1, 6))).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "-3, -3", "1e-9, 1e-9", "0, 1e-300", "1e12, 1e12"})
    void copesWithDataOfOneValue(double min, double max) {
        Ticks ticks = Ticks.around(min, max, 6);

        assertThat(ticks.low()).isFinite().isLessThanOrEqualTo(min);
        assertThat(ticks.high()).isFinite().isGreaterThan(ticks.low()).isGreaterThanOrEqualTo(max);
        assertThat(ticks.values().count()).isBetween(1L, 20L);
    }

    @Test
    void aLogarithmicAxisHasPowersOfTen() {
        Ticks ticks = Ticks.decades(3e-7, 0.02);

        assertThat(labels(ticks)).containsExactly("1e-7", "1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-1");
        assertThat(ticks.position(1e-7)).isCloseTo(0, within(1e-9));
        assertThat(ticks.position(1e-4)).isCloseTo(0.5, within(1e-9));
        assertThat(ticks.position(1e-1)).isCloseTo(1, within(1e-9));
        assertThat(Ticks.decades(1e-14, 1).values().count()).isBetween(3L, 7L);
        assertThat(labels(Ticks.decades(1, 1))).containsExactly("1e0", "1e1");
    }

    private static List<String> labels(Ticks ticks) {
        return ticks.values().map(ticks::label).toList();
    }
}
