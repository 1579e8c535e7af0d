// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTests {

    @Test
    void oneRunVariesByItsTestSet() {
        Estimate estimate = Estimate.of(Spread.of(List.of(0.9)), 10_000);

        assertThat(estimate.standardError()).isCloseTo(0.003, within(1e-12));
        // sqrt(2) 1.96 0.003
        assertThat(estimate.chanceBeside(estimate)).isCloseTo(0.00831558, within(1e-8));
    }

    @Test
    void seedsVaryByThemselves() {
        Estimate estimate = Estimate.of(Spread.of(List.of(0.90, 0.91, 0.92)), 10_000);

        assertThat(estimate.mean()).isCloseTo(0.91, within(1e-12));
        assertThat(estimate.standardError()).isCloseTo(0.01 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void fewSeedsNeedALargerDifference() {
        Estimate three = new Estimate(0.9, 0.0001, 2);
        Estimate two = new Estimate(0.9, 0.0001, 1);

        // Welch: 2 + 2 degrees of freedom, Student's t 2.776; 1 + 1, 4.303.
        assertThat(three.chanceBeside(three)).isCloseTo(2.776 * Math.sqrt(0.0002), within(1e-12));
        assertThat(two.chanceBeside(two)).isCloseTo(4.303 * Math.sqrt(0.0002), within(1e-12));
        // 4e-8 / (1e-8 / 2 + 1e-8 / 1) = 2.67, rounded down.
        assertThat(three.chanceBeside(two)).isCloseTo(4.303 * Math.sqrt(0.0002), within(1e-12));
    }

    @Test
    void aCellWithOneSeedCanBeHeldAgainstOneWithMore() {
        Estimate one = Estimate.ofShare(0.9, 10_000);
        Estimate three = new Estimate(0.9, 0.000009, 2);

        // (1.8e-5)² / (8.1e-11 / 2) = 8 degrees of freedom, 2.306.
        assertThat(one.chanceBeside(three)).isCloseTo(2.306 * Math.sqrt(0.000018), within(1e-9));
        assertThat(three.chanceBeside(one)).isEqualTo(one.chanceBeside(three));
    }

    @Test
    void whatNeverVariesDiffersByNothing() {
        Estimate sure = Estimate.of(Spread.of(List.of(0.1, 0.1)), 100);

        assertThat(sure.chanceBeside(sure)).isZero();
    }
}
