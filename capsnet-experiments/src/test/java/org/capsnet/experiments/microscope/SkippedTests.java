// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A capsule (u + v) / 2 owes to each as much as lies along it. */
class SkippedTests {

    @Test
    void bothGetTheirPart() {
        Skipped skipped = Skipped.of(new double[] {0.5, 0}, new double[] {0.25, 0.3}); // u = (0.75, -0.3)

        assertThat(skipped.voted()).isCloseTo(0.25, within(1e-12));
        assertThat(skipped.beside()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void whatPointsAwayCountsAgainst() {
        Skipped skipped = Skipped.of(new double[] {0.25, 0}, new double[] {-0.25, 0}); // u = (0.75, 0)

        assertThat(skipped.voted()).isCloseTo(-0.25, within(1e-12));
        assertThat(skipped.beside()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aCapsuleOfLengthZeroOwesNothing() {
        assertThat(Skipped.of(new double[2], new double[] {1, 0})).isEqualTo(new Skipped(0, 0));
    }
}
