// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.report.LineChart.Line;
import org.capsnet.experiments.report.LineChart.Style;
import org.capsnet.experiments.training.RunResult;
import org.junit.jupiter.api.Test;

class CurvesTests {

    @Test
    void smoothsWithAWindowThatNarrowsAtBothEnds() {
        assertThat(Curves.smoothed(List.of(1.0, 2.0, 6.0, 4.0, 0.0), 3)).containsExactly(1.0, 3.0, 4.0, 10 / 3.0, 0.0);
        assertThat(Curves.smoothed(List.of(1.0, 2.0), 1)).containsExactly(1.0, 2.0);
    }

    @Test
    void showsFewStepsWithoutSmoothing() {
        List<RunResult> results = List.of(Samples.run("first"));

        assertThat(Curves.window(results)).isEqualTo(1);
        assertThat(Curves.loss(Samples.provenance(), results).lines())
                .extracting(Line::style)
                .containsExactly(Style.PLAIN);
    }

    @Test
    void thinsLongRuns() {
        RunResult longRun = new RunResult(
                "long", "", 1, 1, List.of(), Collections.nCopies(46900, 0.5), List.of(), 0.1, 1, Optional.empty());

        LineChart chart = Curves.loss(Samples.provenance(), List.of(longRun));

        assertThat(Curves.window(List.of(longRun))).isOdd();
        assertThat(chart.lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.points().size()).isBetween(100, 400);
            assertThat(line.points()).allSatisfy(point -> assertThat(point.y()).isEqualTo(0.5));
        });
        assertThat(chart.svg()).contains("40,000");
    }
}
