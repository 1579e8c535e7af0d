// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTests {

    @Test
    void oneOutlierChangesNothing() {
        assertThat(Spread.of(List.of(4.0, 1000.0, 2.0, 3.0, 1.0))).isEqualTo(new Spread(3, 2, 4));
    }

    @Test
    void quantilesLieBetweenMeasurements() {
        Spread spread = Spread.of(List.of(1.0, 2.0));

        assertThat(spread).isEqualTo(new Spread(1.5, 1.25, 1.75));
        assertThat(spread.halfWidth()).isEqualTo(0.25);
    }

    @Test
    void oneMeasurementHasNoSpread() {
        assertThat(Spread.of(List.of(5.0))).isEqualTo(new Spread(5, 5, 5));
    }
}
