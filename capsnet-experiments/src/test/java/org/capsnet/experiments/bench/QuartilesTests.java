// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTests {

    @Test
    void oneOutlierChangesNothing() {
        assertThat(Quartiles.of(List.of(4.0, 1000.0, 2.0, 3.0, 1.0))).isEqualTo(new Quartiles(3, 2, 4));
    }

    @Test
    void quantilesLieBetweenMeasurements() {
        Quartiles quartiles = Quartiles.of(List.of(1.0, 2.0));

        assertThat(quartiles).isEqualTo(new Quartiles(1.5, 1.25, 1.75));
        assertThat(quartiles.halfWidth()).isEqualTo(0.25);
    }

    @Test
    void oneMeasurementIsAllQuartiles() {
        assertThat(Quartiles.of(List.of(5.0))).isEqualTo(new Quartiles(5, 5, 5));
    }
}
