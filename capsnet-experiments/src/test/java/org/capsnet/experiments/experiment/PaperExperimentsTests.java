// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in experiments/ are right, in each profile, and say what is the paper's. */
class PaperExperimentsTests {

    private static final Path FOLDER = Path.of("..", "experiments");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
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
                .contains("./capsnet run experiments/" + file.getFileName(), "# Expected, in the paper", "# Time:");
    }

    @Test
    void tableTwoHasTwelveCellsOfThePaperAndThreeOfOurs() {
        List<Cell> cells = cells(FOLDER.resolve("table2.yaml"), "paper");

        assertThat(cells).hasSize((12 + 3) * 3);
        assertThat(cells.stream().map(Cell::name).distinct().limit(2))
                .containsExactly("stages10x16_lambda1", "stages10x16_lambda2");
    }

    private static List<Cell> cells(Path file, String profile) {
        return new ExperimentFile(file, profile, List.of()).cells();
    }
}
