// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CsvTests {

    @Test
    void quotesOnlyWhereNeeded() {
        assertThat(Csv.row(List.of("plain text", "a,b", "say \"no\"", "two\nlines", "", 3)))
                .isEqualTo("plain text,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",,3\n");
    }

    @Test
    void writesFullPrecisionWithADotInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(RunsCsv.text(Samples.provenance(), List.of(Samples.run("first"), Samples.diverged("second"))))
                    .isEqualTo(RunsCsv.HEADER + "\n"
                            + "first,iterations=3 bias=false,1,2,5000,1000,6804224,0.804,0.6125,61.5,ok\n"
                            + "second,factor=1,1,2,5000,1000,6804224,,0.5,1.5,diverged at step 3\n");
            assertThat(EpochsCsv.text(List.of(Samples.run("first"), Samples.diverged("second"))))
                    .isEqualTo(EpochsCsv.HEADER + "\n"
                            + "first,1,0.3456789012345678,0.712,30.5\n"
                            + "first,2,0.25,0.804,31.0\n");
            assertThat(ResultTable.of(List.of(Samples.run("first"))).toString())
                    .contains("6,804,224         80.4 %   0.613");
            assertThat(HtmlReport.text("Title", Samples.provenance(), List.of(Samples.run("first"))))
                    .contains("80.4 %", "6,804,224");
        } finally {
            Locale.setDefault(before);
        }
    }
}
