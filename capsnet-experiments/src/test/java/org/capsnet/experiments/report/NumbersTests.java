// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTests {

    @Test
    void zeroHasNoSign() {
        assertThat(Numbers.decimals(-0.00004, 4)).isEqualTo("0.0000");
        assertThat(Numbers.decimals(-0.0, 1)).isEqualTo("0.0");
        assertThat(Numbers.decimals(-0.00005001, 4)).isEqualTo("-0.0001");
        assertThat(Numbers.decimals(-12, 0)).isEqualTo("-12");
    }
}
