// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says about its report, beside what it says is run. */
class ReportSpecTests {

    private static final String[] TABLE = {
        "routing.name: adaptive-lambda",
        "grid:",
        "  routing.lambda: [1, 0.5]",
        "  network.stages:",
        "    - [{capsules: 10, dimensions: 16}]",
        "    - [{capsules: 32, dimensions: 8}, {capsules: 10, dimensions: 16}]",
    };

    @TempDir
    private Path folder;

    @Test
    void aFileNeedNotHaveOne() {
        assertThat(ExperimentFile.of(folder, TABLE).read().report()).isEqualTo(ReportSpec.NONE);
    }

    @Test
    void publishedNumbersStandByRowsAndColumnsWhateverTheOrderOfTheGrid() {
        Experiment experiment = table(
                        "report:",
                        "  source: a paper",
                        "  rows: {axis: network.stages, labels: [shallow, deep]}",
                        "  columns: routing.lambda",
                        "  published: [[91, 92.5], [93, null]]")
                .read();
        ReportSpec report = experiment.report();

        assertThat(report.rows().orElseThrow().labels()).containsExactly("shallow", "deep");
        assertThat(report.columns().orElseThrow().labels()).containsExactly("lambda 1", "lambda 0.5");
        assertThat(report.published(0, 1)).hasValue(92.5);
        assertThat(report.published(1, 0)).hasValue(93);
        assertThat(report.published(1, 1)).isEmpty();
        assertThat(experiment.cells().get(1).place().orElseThrow().indices())
                .isEqualTo(Map.of("routing.lambda", 0, "network.stages", 1));
        assertThat(experiment.cells().get(1).place().orElseThrow().settings())
                .containsExactly("network.stages", "routing.lambda");
    }

    @Test
    void valuesAreTheLabelsOfAnAxisThatHasNone() {
        ReportSpec report = table("report: {rows: network.stages}").read().report();

        assertThat(report.rows().orElseThrow().labels()).containsExactly("stages 10x16", "stages 32x8 10x16");
        assertThat(report.columns()).isEmpty();
        assertThat(report.published(1, 0)).isEmpty();
    }

    @Test
    void aCellThatIsWrittenOutStandsNowhereInTheGrid() {
        Experiment experiment =
                table("cells: [{name: control, routing: dynamic}]").read();

        assertThat(experiment.cells()).hasSize(5).last().satisfies(cell -> {
            assertThat(cell.name()).isEqualTo("control");
            assertThat(cell.place()).isEqualTo(Optional.empty());
        });
    }

    @Test
    void itChangesNoRun() {
        assertThat(table("report: {source: a paper, expected: much, rows: network.stages, figure: gradients}")
                        .cells())
                .extracting(Cell::id)
                .isEqualTo(ExperimentFile.of(folder, TABLE).cells().stream()
                        .map(Cell::id)
                        .toList());
    }

    @Test
    void itIsTheFilesWhateverTheProfile() {
        Experiment experiment = table(
                        "report: {rows: network.stages}",
                        "profiles: {small: {grid: {network.stages: [[{capsules: 10, dimensions: 4}]]}}}")
                .profile("small")
                .read();

        assertThat(experiment.cells()).hasSize(2);
        assertThat(experiment.report().rows().orElseThrow().labels()).hasSize(2);
    }

    private ExperimentFile table(String... lines) {
        String[] all = new String[TABLE.length + lines.length];
        System.arraycopy(TABLE, 0, all, 0, TABLE.length);
        System.arraycopy(lines, 0, all, TABLE.length, lines.length);
        return ExperimentFile.of(folder, all);
    }
}
