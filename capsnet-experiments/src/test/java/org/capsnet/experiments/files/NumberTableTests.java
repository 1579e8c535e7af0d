// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberTableTests {

    @TempDir
    private Path folder;

    @Test
    void hasColumnsByName() throws Exception {
        NumberTable table = read("step,loss\n1,0.5\n2,NaN\n3,\n4,1e-7\n");

        assertThat(table.size()).isEqualTo(4);
        assertThat(table.column("step")).get().isEqualTo(new double[] {1, 2, 3, 4});
        assertThat(table.column("loss")).get().isEqualTo(new double[] {0.5, Double.NaN, Double.NaN, 1e-7});
        assertThat(table.column("other")).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNothing() {
        assertThat(NumberTable.read(folder.resolve("none.csv"))).isEmpty();
    }

    @Test
    void aBrokenLineIsToldWithItsPlace() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read("a,b\n1,2\n3\n"))
                .withMessage("Can't read " + folder.resolve("t.csv") + ": line 3 has 1 cells, but the first 2.");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read("a,b\n1,two\n"))
                .withMessage("Can't read " + folder.resolve("t.csv") + ": in line 2, \"two\" isn't a number.");
    }

    private NumberTable read(String text) throws Exception {
        return NumberTable.read(Files.writeString(folder.resolve("t.csv"), text))
                .orElseThrow();
    }
}
