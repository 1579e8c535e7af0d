// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StyleSheetTests {

    /** The window may be wider than the column that the table scrolls in. */
    @Test
    void theCaptionOfAWideTableIsAsWideAsWhatIsSeenOfIt() {
        assertThat(StyleSheet.ofPage())
                .containsPattern("\\.wide \\{[^}]*container-type: inline-size;")
                .containsPattern("caption span \\{[^}]*max-width: min\\(100%, 100cqw\\);")
                .doesNotContain("100vw");
    }
}
