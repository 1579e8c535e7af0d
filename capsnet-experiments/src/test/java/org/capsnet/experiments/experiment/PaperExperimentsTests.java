// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the paper in experiments/ are right, in each profile, and say what is the paper's. */
class PaperExperimentsTests {

    private static final Path FOLDER = Path.of("..", "experiments");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("(table|figure).*\\.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereIsOneForEachTableAndFigure() throws IOException {
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "figure2.yaml",
                        "figure3.yaml",
                        "figure6.yaml",
                        "table1.yaml",
                        "table2.yaml",
                        "table3.yaml",
                        "table4.yaml");
    }

    @ParameterizedTest
    @MethodSource("files")
    void thePaperIsTheFileAsItStands(Path file) {
        List<Cell> paper = cells(file, "paper");

        assertThat(paper).isEqualTo(new ExperimentFile(file, null, List.of()).cells());
        assertThat(paper).allSatisfy(cell -> {
            RunConfiguration run = cell.configuration();
            assertThat(run.epochs()).isEqualTo(150);
            assertThat(run.batchSize()).isEqualTo(128);
            assertThat(run.network().primaryCapsules()).isEqualTo(1152);
            assertThat(run.data().trainingImages())
                    .isEqualTo(run.data().source().trainCount());
        });
        assertThat(paper).anySatisfy(cell -> assertThat(cell.name()).contains("calibrated"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFirstLookIsOfOneSeedAndFewEpochs(Path file) {
        assertThat(cells(file, "reach")).allSatisfy(cell -> {
            assertThat(cell.configuration().epochs()).isBetween(1, 3);
            assertThat(cell.configuration().seed()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSmokeTestNeedsNoDownloadAndFewSteps(Path file) {
        assertThat(cells(file, "smoke")).allSatisfy(cell -> {
            assertThat(cell.configuration().data().set()).isEqualTo("embedded");
            assertThat(cell.configuration().stepsPerEpoch()).isLessThanOrEqualTo(4);
            assertThat(cell.configuration().network().convolutionMaps()).isLessThanOrEqualTo(16);
        });
    }

    /** From {@code base:} to {@code seeds:}, each line that sets a number or word tells its source. */
    @ParameterizedTest
    @MethodSource("files")
    void eachHyperParameterSaysWhereItComesFrom(Path file) throws IOException {
        String text = Files.readString(file);
        String base =
                text.substring(text.indexOf("\nbase:"), Math.max(text.indexOf("\ngrid:"), text.indexOf("\ncells:")));
        base = base.substring(0, base.indexOf("\n\n") < 0 ? base.length() : base.indexOf("\n\n"));

        assertThat(base.lines().filter(line -> line.matches(" +[- ]*[{a-z-]+: *[^ #].*")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*# .*(paper|official code|ours|cells below).*"));
        assertThat(text)
                .contains(
                        "./capsnet run experiments/" + file.getFileName(),
                        "# Expected, in the paper: see \"report\" below",
                        "# Time:");
    }

    @Test
    void tableTwoHasTwelveCellsOfThePaperAndThreeOfOurs() {
        List<Cell> cells = cells(FOLDER.resolve("table2.yaml"), "paper");

        assertThat(cells).hasSize((12 + 3) * 3);
        assertThat(cells.stream().map(Cell::name).distinct().limit(2))
                .containsExactly("stages10x16_lambda1", "stages10x16_lambda2");
    }

    @Test
    void thePublishedNumbersStandBesideTheCellsTheyBelongTo() {
        assertThat(published("table1.yaml", "dynamic", "cifar10")).hasValue(76.05);
        assertThat(published("table1.yaml", "adaptive-lambda", "svhn")).hasValue(94.27);
        assertThat(published("table2.yaml", "{capsules: 256, dimensions: 16}, {capsules: 10, dimensions: 16}", "2"))
                .hasValue(93.63);
        assertThat(published("table3.yaml", "{capsules: 32", "4")).hasValue(78.50);
        assertThat(published("table4.yaml", "[{capsules: 10, dimensions: 16}]", "0.001"))
                .hasValue(69.25);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theReportKnowsTheSourceAndWhatToDraw(Path file) {
        ReportSpec report = new ExperimentFile(file, null, List.of()).read().report();
        String name = file.getFileName().toString().replace(".yaml", "");

        assertThat(report.source()).isEqualTo("Ren, Su and Li 2019, " + name.replaceAll("(?<=[a-z])(?=\\d)", " "));
        assertThat(report.published().isEmpty()).isEqualTo(name.startsWith("figure"));
        assertThat(report.figure().map(ReportFigure::toString).orElse("none"))
                .isEqualTo(name.equals("figure2") ? "couplings" : name.startsWith("figure") ? "gradients" : "none");
    }

    /** The published number of the only cell of the grid some of whose settings hold both texts. */
    private static OptionalDouble published(String file, String first, String second) {
        Experiment experiment = new ExperimentFile(FOLDER.resolve(file), null, List.of()).read();
        ReportSpec report = experiment.report();
        List<GridPlace> places = experiment.cells().stream()
                .filter(cell -> cell.configuration().seed() == 1)
                .filter(cell -> cell.place().isPresent())
                .filter(cell -> holds(cell, first) && holds(cell, second))
                .map(cell -> cell.place().get())
                .toList();
        assertThat(places).hasSize(1);
        return report.published(
                places.get(0).indices().get(report.rows().orElseThrow().path()),
                places.get(0).indices().get(report.columns().orElseThrow().path()));
    }

    private static boolean holds(Cell cell, String text) {
        return cell.place().orElseThrow().settings().stream()
                .map(cell.configuration().settings()::get)
                .anyMatch(value -> value.equals(text) || text.startsWith("{") && value.contains(text));
    }

    private static List<Cell> cells(Path file, String profile) {
        return new ExperimentFile(file, profile, List.of()).cells();
    }
}
