// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.capsnet.distribution.Walk.Change;
import org.capsnet.distribution.Walk.Command;
import org.capsnet.distribution.Walk.Write;
import org.junit.jupiter.api.Test;

/** What the test of docs/write-a-routing.md takes for the same, and what not. */
class WalkTests {

    @Test
    void blocksBecomeStepsInTheirOrder() {
        Walk walk = Walk.of("""
                Not `this/one.txt` but `a/B.java`:

                ```java
                class B {}
                ```

                Then

                ```diff
                 class
                -old
                +new
                ```

                ```console
                $ one
                $ two "`not/this.txt`"
                seen

                [INFO] BUILD FAILURE
                ```
                """);

        assertThat(walk.steps())
                .containsExactly(
                        new Write("a/B.java", "class B {}\n"),
                        new Change("a/B.java", "class\nold\n", "class\nnew\n"),
                        new Command("one", List.of()),
                        new Command("two \"`not/this.txt`\"", List.of("seen", "", "[INFO] BUILD FAILURE")));
        assertThat(walk.steps().subList(2, 4))
                .extracting(step -> ((Command) step).fails())
                .containsExactly(false, true);
    }

    @Test
    void aBlockNeedsAFile() {
        assertThatThrownBy(() -> Walk.of("```java\nclass B {}\n```\n")).hasMessageContaining("no file");
    }

    @Test
    void onlyDecimalsTimesAndWidthsMayDiffer() {
        Command command = new Command("x", List.of("a   90.5 %  0:07 left of 35", "───  ──", "b"));

        assertThat(command.shows("a  8.25 %  12:30 left of 35  \n────  ─\nb\n")).isTrue();
        assertThat(command.shows("a  8.25 %  12:30 left of 36\n────  ─\nb\n")).isFalse();
        assertThat(command.shows("a  8 %  12:30 left of 35\n────  ─\nb\n")).isFalse();
        assertThat(command.shows("a  8.25 %  12:30 left of 35\n────  ─\nb\nmore\n"))
                .isFalse();
        assertThat(command.shows("a  8.25 %  12:30 left of 35\nb\n")).isFalse();
    }

    @Test
    void threeDotsStandForAnyLines() {
        Command command = new Command("x", List.of("...", "a", "...", "b"));

        assertThat(command.shows("a\nb\n")).isTrue();
        assertThat(command.shows("more\na\nx\n\ny\nb\n")).isTrue();
        assertThat(command.shows("b\na\n")).isFalse();
        assertThat(command.shows("a\nmore b\n")).isFalse();
    }
}
