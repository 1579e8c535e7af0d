// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTests {

    @Test
    void escapesWhatMarkupGivesAMeaning() {
        assertThat(Html.escape("<a href=\"x\">'&amp;'</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
    }

    @Test
    void keepsOtherCharacters() {
        assertThat(Html.escape("λ-adaptive 𝜆 × 1")).isEqualTo("λ-adaptive 𝜆 × 1");
    }

    @Test
    void replacesCharactersThatAPageMayNotHold() {
        assertThat(Html.escape("a\u0000b\u001bc\ud800d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
    }
}
