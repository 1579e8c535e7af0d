// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTests {

    private static final List<String> NAMES = List.of("name", "grid", "mnist", "training");

    @ParameterizedTest
    @CsvSource({"nmae, name", "gird, grid", "mnsit, mnist", "trianign, training", "nam, name", "names, name"})
    void findsWhatWasMistyped(String typed, String meant) {
        assertThat(NearestName.of(typed, NAMES)).contains(meant);
    }

    @Test
    void saysNothingWhereNoNameIsNear() {
        assertThat(NearestName.of("mean", NAMES)).isEmpty();
        assertThat(NearestName.suggestion("seeds", NAMES)).isEmpty();
    }
}
