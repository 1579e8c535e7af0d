// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTests {

    @ParameterizedTest
    @CsvSource({
        "2GB, 2000000000",
        "2 gb, 2000000000",
        "1.5GiB, 1610612736",
        "800MiB, 838860800",
        "0.5MB, 500000",
        "7KB, 7000",
        "1KiB, 1024",
        "1TB, 1000000000000"
    })
    void readsANumberWithAUnit(String text, long bytes) {
        assertThat(MemorySize.parse(text)).hasValue(new MemorySize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "GB", "2XB", "-1GB", "2e9GB", "1,5GB", "2 GB free", "99999999999GB"})
    void refusesAnythingElse(String text) {
        assertThat(MemorySize.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 MB", "52000, 0.1 MB", "9940000, 9.9 MB", "780400000, 780 MB", "1249000000, 1.25 GB"})
    void isShownInThreeDigits(long bytes, String text) {
        assertThat(new MemorySize(bytes)).hasToString(text);
    }
}
