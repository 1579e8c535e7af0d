// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.capsnet.experiments.document.Block;
import org.capsnet.experiments.document.Block.Fact;
import org.capsnet.experiments.document.Block.Facts;
import org.capsnet.experiments.document.Block.Figure;
import org.capsnet.experiments.document.Block.Paragraph;
import org.capsnet.experiments.document.Block.Table;
import org.capsnet.experiments.document.Document;
import org.capsnet.experiments.document.Document.Section;
import org.capsnet.experiments.document.HtmlDocument;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.experiments.runner.ExperimentRunner;
import org.capsnet.experiments.runner.ResultFolder;
import org.capsnet.experiments.runner.RunState;
import org.capsnet.experiments.testing.Markup;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.w3c.dom.Element;

/** What a report says of results, from folders that were made up. */
class ComparisonTests {

    private static final String TABLE = """
            name: table
            description: A table.
            data: {set: fashion-mnist}
            routing.name: adaptive-lambda
            training.epochs: 5
            grid:
              routing.lambda: [1, 2]
              training.batch-size: [32, 64]
            cells:
              - {name: control, routing.lambda: 1, training.batch-size: 32, network.kernel: 5}
            seeds: [1, 2, 3]
            report:
              source: "A paper, table 9"
              expected: More is better.
              rows: {axis: training.batch-size, labels: [small, large]}
              columns: routing.lambda
              published: [[80, 90], [85, null]]
            profiles:
              short:
                training.epochs: 1
                seeds: [1]
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("table.yaml"), TABLE);
    }

    @Test
    void eachRunFindsItsPlaceBesideThePublishedNumber() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                .done("lambda1_batch-size32", 1, 0.75)
                .done("control", 1, 0.7));

        assertThat(comparison.cells())
                .extracting(ComparedCell::label)
                .containsExactly("small, lambda 1", "small, lambda 2", "large, lambda 1", "large, lambda 2", "control");
        assertThat(comparison.cells())
                .extracting(cell -> cell.published().orElse(-1))
                .containsExactly(0.8, 0.9, 0.85, -1.0, -1.0);
        assertThat(comparison.cells())
                .extracting(cell -> cell.accuracy().mean().orElse(-1))
                .containsExactly(0.75, -1.0, -1.0, -1.0, 0.7);
        assertThat(comparison.cells()).extracting(ComparedCell::own).containsExactly(false, false, false, false, true);
        assertThat(table(comparison))
                .startsWith(List.of("small, lambda 1", "80.00", "75.00", "0.43", "1/1", "−5.00"))
                .endsWith(List.of("control (ours)", "", "70.00", "0.46", "1/1", ""));
    }

    @Test
    void aCellThatIsNotOnTheGridOfTheFileIsShownByItself() throws Exception {
        Comparison comparison =
                compare(ResultFolder.plan(folder.resolve("out"), file, null, "routing.lambda=7", "seeds=[1]")
                        .done("lambda7_batch-size64", 1, 0.5));

        assertThat(comparison.cells())
                .extracting(ComparedCell::label)
                .containsExactly(
                        "small, lambda 1",
                        "small, lambda 2",
                        "large, lambda 1",
                        "large, lambda 2",
                        "control",
                        "lambda7_batch-size32",
                        "lambda7_batch-size64");
        assertThat(comparison.cells().get(6).own()).isTrue();
        assertThat(paragraphs(comparison)).anyMatch(text -> text.contains("4 cells of the file not planned"));
    }

    /** What one value of an axis sets, it decides for the others as well: they don't have it. */
    @Test
    void aRunWithAnAidIsNotTakenForOneWithout() throws Exception {
        file = Files.writeString(folder.resolve("aids.yaml"), """
                name: aids
                grid:
                  base:
                    - {routing: dynamic}
                    - {routing: dynamic, training.gradient-clipping: 1}
                    - {routing: {name: dynamic, normalize: true}}
                report:
                  rows: {axis: base, labels: [no aid, clipping, normalised]}
                profiles:
                  short:
                    grid:
                      base:
                        - {routing: {name: dynamic, normalize: true}}
                        - {routing: dynamic, training.gradient-clipping: 1}
                """);

        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short"));

        assertThat(comparison.cells())
                .extracting(ComparedCell::label)
                .containsExactly("no aid", "clipping", "normalised");
        assertThat(comparison.cells())
                .extracting(cell -> cell.runs().stream()
                        .map(run -> run.settings().get("routing.normalize") + " "
                                + run.settings().get("training.gradient-clipping"))
                        .toList())
                .containsExactly(List.of(), List.of("false 1.0"), List.of("true none"));
    }

    @Test
    void theDistanceToTheFileIsComputed() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short"));

        assertThat(paragraphs(comparison))
                .contains("Not the file as it stands: training.epochs 1 instead of 5; seeds 1 instead of 3.");
        assertThat(paragraphs(compare(ResultFolder.plan(folder.resolve("whole"), file, null))))
                .contains("The runs are those of the file as it stands.");
    }

    /**
     * By hand, with one seed and 10,000 images: the pairs that are published are 80 < 85, 80 < 90 and 85 < 90. Ours has 75.0,
     * 74.0 and 75.5: chance is 1.96 sqrt(0.75 0.25 / 10,000 + ...) = 1.2 points, so that 80 < 85 is chance, 80 < 90 is chance
     * and 85 < 90 is the other way.
     */
    @Test
    void theVerdictCountsPairs() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                .done("lambda1_batch-size32", 1, 0.75)
                .done("lambda2_batch-size32", 1, 0.74)
                .done("lambda1_batch-size64", 1, 0.755)
                .done("lambda2_batch-size64", 1, 0.99));

        assertThat(Verdict.of(comparison.cells())).contains(new Verdict(3, 0, 1, 2, 0, 0));
        assertThat(paragraphs(comparison))
                .startsWith(
                        "Of 3 pairs of cells that the source orders, ours orders 0 the same way, 1 the other way; 2 differ"
                                + " by less than chance.");
    }

    @Test
    void theVerdictWaitsForRuns() throws Exception {
        ResultFolder out =
                ResultFolder.plan(folder.resolve("out"), file, "short").done("lambda1_batch-size32", 1, 0.75);
        assertThat(paragraphs(compare(out)))
                .startsWith("Of 3 pairs of cells that the source orders, ours has results for none yet.");

        out.done("lambda2_batch-size32", 1, 0.85);
        assertThat(Verdict.of(compare(out).cells())).contains(new Verdict(3, 1, 0, 0, 2, 0));
        assertThat(paragraphs(compare(out)).get(0)).endsWith("0 differ by less than chance; 2 have no results yet.");
    }

    @Test
    void seedsNeedToAgreeBeforeTheyOrderAPair() throws Exception {
        ResultFolder out = ResultFolder.plan(folder.resolve("out"), file, null)
                .done("lambda1_batch-size32", 1, 0.70)
                .done("lambda1_batch-size32", 2, 0.80)
                .done("lambda2_batch-size32", 1, 0.81)
                .done("lambda2_batch-size32", 2, 0.82);
        // Means 75 and 81.5, but t = 12.7 with one degree of freedom: chance.
        assertThat(Verdict.of(compare(out).cells())).contains(new Verdict(3, 0, 0, 1, 2, 0));

        out.done("lambda1_batch-size32", 1, 0.749).done("lambda1_batch-size32", 2, 0.751);
        assertThat(Verdict.of(compare(out).cells())).contains(new Verdict(3, 1, 0, 0, 2, 0));
        assertThat(table(compare(out)).get(1)).contains("81.50 ± 0.71", "2/3, 1 pending", "−8.50");
    }

    @Test
    void cellsOfDifferentDataHaveNoOrder() throws Exception {
        Path sets = Files.writeString(folder.resolve("sets.yaml"), """
                routing.name: adaptive-lambda
                grid:
                  data.set: [fashion-mnist, mnist]
                  routing.lambda: [1, 2]
                report: {source: A paper, rows: routing.lambda, columns: data.set, published: [[80, 99], [81, 99]]}
                """);

        assertThat(Verdict.of(compare(ResultFolder.plan(folder.resolve("out"), sets, null))
                        .cells()))
                .get()
                .extracting(Verdict::pairs, Verdict::waiting)
                .containsExactly(1, 1);
    }

    @Test
    void aRunThatCollapsedCountsAndIsNamed() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, null)
                .done("lambda1_batch-size32", 1, 0.10)
                .noted("lambda1_batch-size32", 1, "collapsed at step 5: capsules saturate"));

        assertThat(comparison.cells().get(0).accuracy().n()).isEqualTo(1);
        assertThat(paragraphs(comparison))
                .contains("lambda1_batch-size32 seed 1 collapsed at step 5: capsules saturate");
    }

    @Test
    void manyThatCollapsedDoNotKeepTheReaderFromTheTable() throws Exception {
        ResultFolder results = ResultFolder.plan(folder.resolve("out"), file, null);
        for (String cell : List.of("lambda1_batch-size32", "lambda2_batch-size32", "control")) {
            for (int seed = 1; seed <= 3; seed++) {
                results.done(cell, seed, 0.1).noted(cell, seed, "collapsed at step " + seed + ": capsules die");
            }
        }
        Comparison comparison = compare(results);

        assertThat(paragraphs(comparison))
                .contains("9 of 15 runs collapsed, for some steps or for good: see “Runs that collapsed” below")
                .noneMatch(text -> text.contains("capsules die"));
        assertThat(blocks(comparison, Table.class))
                .filteredOn(
                        table -> table.rows().contains(List.of("control seed 2", "collapsed at step 2: capsules die")))
                .hasSize(1);
    }

    @Test
    void divergedAndFailedRunsAreLeftOutAndCounted() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, null)
                .done("lambda1_batch-size32", 1, 0.70)
                .done("lambda1_batch-size32", 2, 0.72)
                .ended("lambda1_batch-size32", 3, RunState.DIVERGED, "diverged at step 7: The loss isn't finite.")
                .ended("control", 1, RunState.FAILED, "failed: no memory"));

        assertThat(comparison.cells().get(0).accuracy().n()).isEqualTo(2);
        assertThat(comparison.cells().get(0).accuracy().mean().orElseThrow()).isCloseTo(0.71, within(1e-12));
        assertThat(table(comparison).get(0)).contains("71.00 ± 1.41", "2/3, 1 diverged");
        assertThat(paragraphs(comparison))
                .contains(
                        "2 runs are left out of all means: 1 failed, 1 diverged. lambda1_batch-size32 seed 3 diverged at step"
                                + " 7: The loss isn't finite. control seed 1 failed: no memory");
    }

    @Test
    void missingRunsAreCountedAndHowToGoOnIsSaid() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                .done("lambda1_batch-size32", 1, 0.75)
                .with("lambda1_batch-size32", 1, "provenance.json", provenance(false))
                .ended("control", 1, RunState.INTERRUPTED, ""));

        assertThat(paragraphs(comparison))
                .contains(
                        "4 of 5 runs are missing: 3 pending, 1 interrupted. Go on with: capsnet run table.yaml --resume");
    }

    @Test
    void otherDataThanThePublishedAreNeverComparedSilently() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short", "data.set=mnist")
                .done("lambda1_batch-size32", 1, 0.95)
                .done("lambda2_batch-size32", 1, 0.98));

        assertThat(paragraphs(comparison))
                .startsWith(
                        "On mnist, where the source has fashion-mnist: Of 3 pairs of cells that the source orders, ours"
                                + " orders 1 the same way, 0 the other way; 0 differ by less than chance; 2 have no results yet.")
                .contains("The runs are of mnist, but the published numbers of fashion-mnist: both are shown, and no"
                        + " differences are taken.");
        assertThat(table(comparison).get(0)).contains("80.00", "95.00", "other data");
    }

    @Test
    void thePageIsWholeAndNeedsNothingElse() throws Exception {
        String page = HtmlDocument.text(ComparisonReport.document(List.of(
                compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                        .done("lambda1_batch-size32", 1, 0.75, 0.8)
                        .with("lambda1_batch-size32", 1, "steps.csv", steps(20, ""))
                        .with("lambda1_batch-size32", 1, "provenance.json", provenance(true))),
                // Another folder of the same experiment
                compare(ResultFolder.plan(folder.resolve("more"), file, null)
                        .done("lambda1_batch-size32", 1, 0.75)
                        .ended("control", 1, RunState.DIVERGED, "diverged at step 2: <not finite>")
                        .with("control", 1, "steps.csv", "step,train_loss\n1,2.5\n2,NaN\n")))));

        Markup.assertThatNothingIsLoaded(page);
        Markup.assertThatIdentifiersFit(page);
        assertThat(page).doesNotContain("NaN", "Infinity");
        assertThat(Markup.text(page)).contains("A table.", "A paper, table 9", "More is better.", "<not finite>");
        for (Element element : Markup.elements(page)) {
            if (element.getTagName().equals("table")) {
                assertThat(element.getElementsByTagName("caption").getLength()).isEqualTo(1);
            }
            if (element.getTagName().equals("svg")) {
                assertThat(element.getElementsByTagName("desc").getLength()).isEqualTo(1);
            }
        }
    }

    @Test
    void figuresOfWhatIsNotRecordedSaySo() throws Exception {
        Comparison comparison =
                compare(figure("gradients").done("sum", 1, 0.5).with("sum", 1, "steps.csv", steps(3, "")));

        assertThat(blocks(comparison, Figure.class))
                .extracting(Figure::name)
                .doesNotContain("fig-gradients", "fig-gradient-size");
        assertThat(texts(blocks(comparison, Paragraph.class)))
                .contains("Gradients were not recorded, or not yet, for: sum; small.");
    }

    @Test
    void gradientsHaveAPanelForEachRunAndALogarithmicAxis() throws Exception {
        String columns = ",gradient_min,gradient_max";
        Comparison comparison = compare(figure("gradients")
                .with("sum", 1, "steps.csv", steps(1000, columns, "-0.5", "0.25"))
                .with("small", 1, "steps.csv", steps(1000, columns, "-1e-6", "0")));

        List<Figure> figures = blocks(comparison, Figure.class);
        assertThat(figures).extracting(Figure::name).startsWith("fig-gradients", "fig-gradient-size");
        assertThat(Markup.text(figures.get(0).svg()))
                .contains("sum", "small", "-0.6", "0.4")
                .doesNotContain("1e-");
        assertThat(Markup.text(figures.get(1).svg())).contains("1e-6", "1e0", "max |g|");
        assertThat(texts(blocks(comparison, Paragraph.class))).noneMatch(text -> text.contains("not recorded, or"));
    }

    @Test
    void gradientsThatAreAllZeroHaveNoLogarithm() throws Exception {
        Comparison comparison = compare(
                figure("gradients").with("sum", 1, "steps.csv", steps(3, ",gradient_min,gradient_max", "0", "0.0")));

        assertThat(blocks(comparison, Figure.class))
                .extracting(Figure::name)
                .contains("fig-gradients")
                .doesNotContain("fig-gradient-size");
    }

    @Test
    void aGridIsShadedByAccuracy() throws Exception {
        Files.writeString(file, TABLE.replace("  source:", "  figure: grid\n  source:"));
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                .done("lambda1_batch-size32", 1, 0.1)
                .done("lambda2_batch-size64", 1, 0.9));

        Figure grid = blocks(comparison, Figure.class).get(0);
        assertThat(grid.name()).isEqualTo("table-grid");
        assertThat(Markup.text(grid.svg())).contains("small", "large", "lambda 1", "lambda 2", "10.0", "90.0");
        assertThat(Markup.elements(grid.svg()))
                .filteredOn(element -> element.getAttribute("class").equals("cell"))
                .extracting(element -> element.getAttribute("fill-opacity"))
                .containsExactly("0.00", "0.00", "0.00", "0.60");
    }

    @Test
    void couplingsHaveALineForEachImageTheirMeanAndNoPreference() throws Exception {
        StringBuilder rows = new StringBuilder("image,class,rank,input_capsule,coupling\n");
        for (int image = 0; image < 3; image++) {
            for (int rank = 1; rank <= 60; rank++) {
                rows.append(image + ",7," + rank + "," + 10 * rank + "," + 0.2 / rank + "\n");
            }
        }
        Comparison comparison = compare(figure("couplings").with("sum", 1, "couplings.csv", rows.toString()));

        Figure couplings = blocks(comparison, Figure.class).stream()
                .filter(figure -> figure.name().equals("fig-couplings"))
                .findFirst()
                .orElseThrow();
        List<String> styles = Markup.elements(couplings.svg()).stream()
                .map(element -> element.getAttribute("class"))
                .toList();
        assertThat(styles).filteredOn("line c0 pale"::equals).hasSize(3);
        assertThat(styles).filteredOn("line c1"::equals).hasSize(1);
        assertThat(styles).filteredOn("rule"::equals).hasSize(1);
        assertThat(texts(blocks(comparison, Paragraph.class)))
                .contains("Couplings were not recorded, or not yet, for: small.");
    }

    @Test
    void layersAreShownBeforeAndAfterTrainingWithWhatTheDoctorSays() throws Exception {
        Comparison comparison = compare(figure("gradients").with("sum", 1, "examinations.json", """
                        {"examinations": [
                          {"epochs": 0, "findings": ["stage-1: lengths vanish."], "layers": [
                            {"layer": "convolution", "jacobian": 2.5, "gradient_largest": 0.01},
                            {"layer": "stage-1", "capsules": 10, "dimensions": 16, "length_mean": 1e-7, "dead": 1}]},
                          {"epochs": 2, "findings": [], "layers": [
                            {"layer": "stage-1", "capsules": 10, "dimensions": 16, "length_mean": 0.25, "dead": 0.1}]}]}
                        """));

        List<Table> tables = blocks(comparison, Table.class);
        assertThat(tables)
                .filteredOn(table -> table.caption().startsWith("What the doctor says"))
                .singleElement()
                .satisfies(
                        table -> assertThat(table.rows()).containsExactly(List.of("sum", "stage-1: lengths vanish.")));
        assertThat(tables)
                .filteredOn(table -> table.caption().startsWith("Every layer"))
                .singleElement()
                .satisfies(table -> assertThat(table.rows())
                        .containsExactly(
                                List.of("sum", "convolution", "", "", "", "", "", "2.50", "0.0100"),
                                List.of("", "stage-1", "10x16", "1e-07 → 0.250", "100 % → 10 %", "", "", "", "")));
    }

    @Test
    void theChecklistIsFilledInFromWhatTheRunsNoted() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                .done("lambda1_batch-size32", 1, 0.75)
                .with("lambda1_batch-size32", 1, "provenance.json", provenance(false))
                .done("control", 1, 0.75)
                .with("control", 1, "provenance.json", provenance(true))
                .ended("lambda2_batch-size32", 1, RunState.FAILED, "failed: no memory"));

        List<Fact> facts = blocks(comparison, Facts.class).get(0).facts();
        assertThat(facts)
                .contains(
                        new Fact("Command", "capsnet run table.yaml"),
                        new Fact(
                                "Source code",
                                "commit abc, unchanged (1 run); commit abc, changed: git.diff beside the run (1 run)"),
                        new Fact(
                                "Jars",
                                "not the same for all runs, which may not be comparable: plugin.jar: 9d5e0011 (1 run);"
                                        + " 69240022 (1 run)"),
                        new Fact("Runs", "5 runs: 2 pending, 2 done, 1 failed"),
                        new Fact("Seeds", "1"),
                        new Fact("Images: train", "fashion-mnist, 60,000 images, SHA-256 1a2b"),
                        new Fact("Images: validation", "none held out"),
                        new Fact("Parameters", "1,234"),
                        new Fact(
                                "Hardware",
                                "processor: A processor; cores: 4; gpus: none noted (1 run); A GPU (1 run)"),
                        new Fact("Threads", "threads: 2"),
                        new Fact("Time", "3 min 00 s for all runs together, tests included"),
                        new Fact("Deterministic", "yes: since it adds in one order"));
        assertThat(paragraphs(comparison))
                .contains("The runs weren't all done with the same jars, and may not be comparable: plugin.jar.");
        Table settings = blocks(comparison, Table.class).get(1);
        assertThat(settings.rows())
                .contains(
                        List.of("training.epochs", "1", "5"),
                        List.of("routing.lambda", "varies: 1; 2", ""),
                        List.of("network.kernel", "varies: 9; 5", ""));
    }

    @Test
    void theHardwareOfRunsWithoutAGpuHasNone() throws Exception {
        Comparison comparison = compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                .done("control", 1, 0.75)
                .with("control", 1, "provenance.json", provenance(false)));

        assertThat(blocks(comparison, Facts.class).get(0).facts())
                .contains(new Fact("Hardware", "processor: A processor; cores: 4"));
    }

    @Test
    void programsGetTheSameInNumbers() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(ComparisonJson.text(List.of(compare(ResultFolder.plan(folder.resolve("out"), file, "short")
                        .done("lambda1_batch-size32", 1, 0.75)
                        .done("lambda2_batch-size32", 1, 0.85)))))
                .get("experiments")
                .get(0);

        assertThat(json.get("order").get("same").asInt()).isEqualTo(1);
        assertThat(json.get("order").get("waiting").asInt()).isEqualTo(2);
        JsonNode cell = json.get("cells").get(0);
        assertThat(cell.get("published_test_accuracy").asDouble()).isEqualTo(0.8);
        assertThat(cell.get("test_accuracy_mean").asDouble()).isEqualTo(0.75);
        assertThat(cell.get("test_accuracy_sd").isNull()).isTrue();
        assertThat(cell.get("runs").toString()).isEqualTo("{\"done\":1}");
        assertThat(json.get("differences").get(0).toString())
                .isEqualTo("{\"setting\":\"training.epochs\",\"value\":\"1\",\"in_file\":\"5\"}");
    }

    private ResultFolder figure(String kind) throws IOException {
        Path figure = Files.writeString(folder.resolve("fig.yaml"), """
                name: fig
                routing.name: adaptive-lambda
                cells:
                  - {name: sum}
                  - {name: small, network.kernel: 5}
                report: {figure: %s}
                """.formatted(kind));
        return ResultFolder.plan(folder.resolve("fig"), figure, null);
    }

    private static String steps(int count, String columns, String... values) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(step -> step + "," + 1.0 / step + (values.length == 0 ? "" : "," + String.join(",", values)))
                .collect(Collectors.joining("\n", "step,train_loss" + columns + "\n", "\n"));
    }

    private static String provenance(boolean changed) {
        return """
                {"command": "capsnet run table.yaml", "git": {"commit": "abc", "changed": %s},
                 "data": {"train": {"name": "fashion-mnist", "images": 60000, "sha256": "1a2b"}},
                 "environment": {"threads": "2", "processor": "A processor", "cores": "4"%s},
                 "jars": {"core.jar": "0a0b0c0d0e", "plugin.jar": "%s"},
                 "deterministic": true, "deterministic_reason": "since it adds in one order"}
                """.formatted(
                        changed, changed ? ", \"gpus\": \"A GPU\"" : "", changed ? "692400224455" : "9d5e00112233");
    }

    private static Comparison compare(ResultFolder out) {
        return Comparison.of(
                ExperimentRunner.status(out.path()),
                new ExperimentReader(RoutingCatalog.load())
                        .read(out.path().resolve("experiment.yaml"), Optional.empty(), List.of()));
    }

    private static Section section(Comparison comparison) {
        Document document = ComparisonReport.document(List.of(comparison));
        assertThat(document.sections()).hasSize(1);
        return document.sections().get(0);
    }

    private static List<String> paragraphs(Comparison comparison) {
        return texts(section(comparison).summary());
    }

    private static List<String> texts(List<? extends Block> blocks) {
        return blocks.stream()
                .filter(Paragraph.class::isInstance)
                .map(block -> ((Paragraph) block).text())
                .toList();
    }

    private static List<List<String>> table(Comparison comparison) {
        return blocks(comparison, Table.class).get(0).rows();
    }

    private static <T extends Block> List<T> blocks(Comparison comparison, Class<T> type) {
        Section section = section(comparison);
        return Stream.concat(section.summary().stream(), section.details().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
