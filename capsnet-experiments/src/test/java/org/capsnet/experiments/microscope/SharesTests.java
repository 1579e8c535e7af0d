// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import static org.assertj.core.api.Assertions.assertThat;

import org.capsnet.core.routing.Grid;
import org.junit.jupiter.api.Test;

class SharesTests {

    @Test
    void halfOfWhatSpeaksForACapsuleIsCountedFromTheLargest() {
        assertThat(Shares.half(new double[] {5, 3, 1, 1, -20})).isOne();
        assertThat(Shares.half(new double[] {1, 1, 1, 1})).isEqualTo(2);
        assertThat(Shares.half(new double[] {-1})).isZero();
    }

    @Test
    void ofEqualContributionsTheFirstComesFirst() {
        assertThat(Shares.largest(new double[] {1, 3, 3, -9}, 3)).containsExactly(1, 2, 0);
    }

    @Test
    void percentHaveASign() {
        assertThat(Shares.percent(0.0312)).isEqualTo("+3.1 %");
        assertThat(Shares.percent(-0.0312)).isEqualTo("−3.1 %");
    }

    @Test
    void capsulesOfAllTypesAtAPlaceAreAddedUp() {
        double[] values = {1, 2, 3, 4, 10, 20, 30, 40};
        assertThat(PlaceMap.sums(values, new Grid(2, 2, 2))).containsExactly(11, 22, 33, 44);
    }

    @Test
    void primaryCapsulesOfThePaperSeeSeventeenPixels() {
        ReceptiveFields fields = new ReceptiveFields(9);
        assertThat(fields.size()).isEqualTo(17);
        assertThat(fields.from(5)).isEqualTo(10);
        assertThat(fields.from(5) + fields.size())
                .as("the last pixels are seen but for one row")
                .isEqualTo(27);
        assertThat(fields.middle(0)).isEqualTo(8.5);
    }
}
