// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs a file stands for. */
class ExperimentReaderTests {

    @TempDir
    private Path folder;

    @Test
    void aNameOfARoutingIsAnExperiment() {
        Experiment experiment = file("routing: dynamic").read();

        assertThat(experiment.name()).isEqualTo("exp");
        assertThat(experiment.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.name()).isEqualTo("exp");
            assertThat(cell.differences()).isEmpty();
            assertThat(cell.configuration().seed()).isEqualTo(1);
        });
    }

    @Test
    void aGridHasEachCombinationTheLastAxisFirstAndSeedsBeforeAll() {
        List<Cell> cells = file(
                        "routing: adaptive-lambda",
                        "grid:",
                        "  routing.lambda: [1, 2]",
                        "  training: {epochs: [3, 4]}",
                        "seeds: [7, 8]")
                .cells();

        assertThat(cells.stream()
                        .map(cell -> cell.differences().values() + " "
                                + cell.configuration().seed()))
                .containsExactly(
                        "[1, 3] 7", "[1, 3] 8", "[1, 4] 7", "[1, 4] 8", "[2, 3] 7", "[2, 3] 8", "[2, 4] 7", "[2, 4] 8");
        assertThat(cells.stream().map(Cell::name).distinct())
                .containsExactly("lambda1_epochs3", "lambda1_epochs4", "lambda2_epochs3", "lambda2_epochs4");
        assertThat(cells.stream().map(Cell::id).distinct()).hasSize(8);
    }

    @Test
    void anAxisMayBeAGroupAndRoutingsHaveOptionsOfTheirOwn() {
        List<Cell> cells = file(
                        "routing: {name: dynamic, iterations: 2}",
                        "grid:",
                        "  routing:",
                        "    - dynamic",
                        "    - {name: adaptive-lambda, lambda: 2}",
                        "    - {name: dynamic, iterations: 1}",
                        "  data: [{set: mnist}, {set: cifar10, shift: 2}]")
                .cells();

        assertThat(cells).hasSize(6);
        assertThat(texts(cells, "routing.iterations")).containsExactly("2", "2", null, null, "1", "1");
        assertThat(texts(cells, "routing.lambda")).containsExactly(null, null, "2", "2", null, null);
        assertThat(texts(cells, "data.shift")).containsExactly("0", "2", "0", "2", "0", "2");
    }

    @Test
    void anAxisOfABaseChangesSettingsTogether() {
        List<Cell> cells = file(
                        "routing: adaptive-lambda",
                        "grid:",
                        "  routing.lambda: [1]",
                        "  base:",
                        "    - {data.set: mnist}",
                        "    - {data: {set: svhn}, routing.lambda: 4, network.primary-types: 18}")
                .cells();

        assertThat(texts(cells, "network.primary-types")).containsExactly("32", "18");
        assertThat(texts(cells, "routing.lambda"))
                .as("an axis of one setting is laid over it")
                .containsExactly("1", "1");
    }

    @Test
    void namingAnotherRoutingDropsOptionsButNotThatTheyArePublished() {
        List<Cell> cells = file(
                        "routing: {name: adaptive, iterations: 5, literal: true}",
                        "cells: [{routing: adaptive}, {routing: dynamic}]")
                .cells();

        assertThat(texts(cells, "routing.iterations")).containsExactly("5", "3");
        assertThat(texts(cells, "routing.couplings")).containsExactly(null, "one");
        assertThat(texts(cells, "routing.move")).containsExactly("full", null);
    }

    @Test
    void exclusionsLookAtDefaultsTooAndHideWhatCouldntRun() {
        List<Cell> cells = file(
                        "grid:",
                        "  routing.name: [dynamic, adaptive-lambda]",
                        "  routing.lambda: [3, 4]",
                        "  training.epochs: [1, 2]",
                        "exclude:",
                        "  - routing: dynamic",
                        "  - {routing.lambda: 4.0, training.epochs: 2}",
                        "  - {network.kernel: 9, training: {epochs: 1}, routing.lambda: 3}")
                .cells();

        assertThat(cells.stream().map(cell -> cell.differences().toString()))
                .containsExactly("{routing.lambda=3, training.epochs=2}", "{routing.lambda=4, training.epochs=1}");
    }

    @Test
    void cellsStandBesideTheGridOrAlone() {
        List<Cell> beside = file(
                        "routing: adaptive-lambda",
                        "grid: {routing.lambda: [1, 2]}",
                        "cells: [{name: A control!, routing: dynamic}, {training.epochs: 2}]")
                .cells();
        List<Cell> alone = file("routing: adaptive-lambda", "cells: [{training.epochs: 2}, {training.epochs: 3}]")
                .cells();

        assertThat(beside.stream().map(Cell::name)).containsExactly("lambda1", "lambda2", "a-control", "epochs2");
        assertThat(alone.stream().map(Cell::name)).containsExactly("epochs2", "epochs3");
    }

    @Test
    void aProfileTakesThePlaceOfSettingsAndAxesOneByOne() {
        ExperimentFile file = file(
                "routing: adaptive-lambda",
                "training: {epochs: 9, decay: 0.5}",
                "grid: {routing.lambda: [1, 2], network.kernel: [5, 9]}",
                "cells: [{routing: dynamic}]",
                "seeds: [1, 2, 3]",
                "profiles:",
                "  same:",
                "  smoke:",
                "    base: {training.epochs: 1}",
                "    grid: {network.kernel: [3]}",
                "    seeds: [4]");

        assertThat(file.cells()).hasSize(15);
        assertThat(file.profile("same").cells()).isEqualTo(file.cells());
        Experiment smoke = file.profile("smoke").read();
        assertThat(smoke.profile()).contains("smoke");
        assertThat(texts(smoke.cells(), "network.kernel")).containsExactly("3", "3", "9");
        assertThat(texts(smoke.cells(), "training.epochs")).containsExactly("1", "1", "1");
        assertThat(texts(smoke.cells(), "training.decay")).containsExactly("0.5", "0.5", "0.5");
        assertThat(smoke.cells().stream().map(cell -> cell.configuration().seed()))
                .containsOnly(4L);
    }

    @Test
    void theCommandLineChangesAllRunsAndLeavesOneValueOfAnAxis() {
        ExperimentFile file = file(
                "routing: adaptive-lambda",
                "grid: {routing.lambda: [1, 2], network.kernel: [5, 9]}",
                "cells: [{routing: dynamic}]");

        List<Cell> cells = file.set("routing.lambda=4", "training={epochs: 2, decay: .5}", "seeds=[5]")
                .cells();

        assertThat(texts(cells, "routing.lambda")).containsExactly("4", "4", null);
        assertThat(texts(cells, "training.epochs")).containsExactly("2", "2", "2");
        assertThat(cells.stream().map(cell -> cell.configuration().seed())).containsOnly(5L);
    }

    @Test
    void anchorsAndAliasesWork() {
        assertThat(texts(
                        file(
                                        "routing: dynamic",
                                        "grid: {network.stages: [[&c {capsules: 10, dimensions: 16}], [*c, *c]]}")
                                .cells(),
                        "network.stages"))
                .containsExactly(
                        "[{capsules: 10, dimensions: 16}]",
                        "[{capsules: 10, dimensions: 16}, {capsules: 10, dimensions: 16}]");
    }

    @Test
    void whatDescribesARoutingFitsIntoAFileAsItIs() {
        RoutingCatalog catalog = RoutingCatalog.load();
        for (String name : catalog.names()) {
            String options = catalog.options(name).stream()
                    .map(option -> "  " + option.name() + ": " + option.defaultValue())
                    .collect(Collectors.joining("\n"));

            assertThat(file("routing:", "  name: " + name, options).onlyRun())
                    .isEqualTo(file("routing: " + name).onlyRun());
        }
    }

    private static List<String> texts(List<Cell> cells, String path) {
        return cells.stream()
                .map(cell -> cell.configuration().settings().get(path))
                .toList();
    }

    private ExperimentFile file(String... lines) {
        return ExperimentFile.of(folder, lines);
    }
}
