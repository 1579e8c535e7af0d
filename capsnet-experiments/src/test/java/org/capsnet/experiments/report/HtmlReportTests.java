// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.capsnet.experiments.testing.Markup;
import org.capsnet.experiments.training.RunProblem;
import org.capsnet.experiments.training.RunResult;
import org.junit.jupiter.api.Test;

class HtmlReportTests {

    @Test
    void refersToNothingOutside() throws Exception {
        String page = page(Samples.run("first"), Samples.diverged("second"));

        Markup.assertThatNothingIsLoaded(page);
    }

    @Test
    void namesEveryIdentifierOnceAndRefersOnlyToThose() throws Exception {
        Markup.assertThatIdentifiersFit(page(Samples.run("first")));
    }

    @Test
    void showsResultsAndHowTheyCameAbout() throws Exception {
        String text = Markup.text(page(Samples.run("first"), Samples.diverged("second")));

        assertThat(text)
                .contains("first", "iterations=3 bias=false", "80.4 %", "0.613", "1 min 02 s", "diverged at step 3")
                .contains("second diverged at step 3: The loss <isn't> finite.")
                .contains("capsnet quickstart", "2026-03-01 12:30:15 +01:00", "A processor, 2 cores, 2 ND4J threads")
                .contains("ab".repeat(32), "cd".repeat(32), "the jar", "capsnet 1; Java 17; ND4J 1");
    }

    @Test
    void namesTheGpuAndThenPromisesNoEqualFigures() throws Exception {
        String onGpu = Markup.text(HtmlReport.text("Title", Samples.onGpu("A GPU"), List.of(Samples.run("first"))));

        assertThat(onGpu).contains("Linux 6; computes on A GPU").doesNotContain("to the last digit");
        assertThat(Markup.text(page(Samples.run("first"))))
                .contains("to the last digit")
                .doesNotContain("computes on");
    }

    @Test
    void saysWhatIsMissingWhileRunsAreLeft() throws Exception {
        assertThat(Markup.text(page(Samples.run("first")))).contains("1 of 2 routings are done");
        assertThat(Markup.text(page(Samples.run("first"), Samples.run("second"))))
                .doesNotContain("routings are done");
    }

    @Test
    void warnsWhereTheFiguresMeanNothing() throws Exception {
        String page = HtmlReport.text(
                "Title",
                Samples.provenance("capsnet quickstart --smoke", Optional.of("Smoke run: no results")),
                List.of(Samples.run("first")));

        assertThat(Markup.text(page)).contains("Smoke run: no results");
    }

    @Test
    void showsTextsAsTheyAre() throws Exception {
        String page = HtmlReport.text(
                "<Title> & more",
                Samples.provenance("capsnet quickstart --out '<script>alert(1)</script>%s'", Optional.empty()),
                List.of(Samples.run("a<b>&\"c\"")));

        assertThat(Markup.text(page))
                .contains("<Title> & more", "--out '<script>alert(1)</script>%s'", "a<b>&\"c\", epoch 1: 71.2 %");
    }

    @Test
    void drawsManyRoutingsAndOneThatDivergedAtOnce() throws Exception {
        RunResult[] runs = IntStream.range(0, 20)
                .mapToObj(k -> Samples.run("routing-" + k))
                .toArray(RunResult[]::new);
        RunResult empty = new RunResult(
                "none",
                "",
                1,
                1,
                List.of(),
                List.of(),
                List.of(),
                0.1,
                0.1,
                Optional.of(RunProblem.diverged(1, "At once.")));

        assertThat(Markup.text(page(runs))).contains("routing-19, epoch 2: 80.4 %");
        assertThat(page(empty)).contains("diverged at step 1").doesNotContain("NaN", "Infinity");
    }

    private static String page(RunResult... results) {
        return HtmlReport.text("Title", Samples.provenance(), List.of(results));
    }
}
