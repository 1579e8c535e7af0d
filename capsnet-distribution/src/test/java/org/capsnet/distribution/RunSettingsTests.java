// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;

/** The settings that a run is described with are all of it: a run is trained from them, and done again. */
class RunSettingsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "literal: {0}")
    @ValueSource(booleans = {false, true})
    void settingsGiveTheSameRunAgainWhateverItsRouting(boolean literal) throws Exception {
        String names = String.join(", ", RoutingCatalog.load().names());
        List<JsonNode> runs = plan(
                "name: all",
                "base: {data.set: embedded, routing.literal: " + literal + "}",
                "grid: {routing.name: [" + names + "]}");

        List<String> cells = new ArrayList<>(List.of("name: again", "cells:"));
        for (JsonNode run : runs) {
            List<String> settings = new ArrayList<>(List.of("name: cell-" + cells.size()));
            run.get("settings").fields().forEachRemaining(setting -> {
                if (!setting.getKey().equals("seed")) {
                    settings.add(setting.getKey() + ": " + setting.getValue());
                }
            });
            cells.add("  - {" + String.join(", ", settings) + "}");
        }
        cells.add("seeds: [" + runs.get(0).get("seed").asText() + "]");
        List<JsonNode> again = plan(cells.toArray(String[]::new));

        assertThat(ids(again))
                .isEqualTo(ids(runs))
                .hasSameSizeAs(RoutingCatalog.load().names());
        assertThat(again)
                .extracting(run -> run.get("settings"))
                .isEqualTo(runs.stream().map(run -> run.get("settings")).toList());
    }

    /** Three dimensions would be three runs of one network. */
    @Test
    void theDimensionOfPoseMatricesIsNoChoice() throws Exception {
        Path file = Files.writeString(
                folder.resolve("em.yaml"), "routing: em\nnetwork.stages: [{capsules: 10, dimensions: 8}]\n");

        assertThat(Program.capsnet(2, folder, List.of(), "plan", file.toString()))
                .contains(
                        "em.yaml:2:17: network.stages has capsules of another dimension than 16",
                        "write dimensions: 16");
    }

    private List<JsonNode> plan(String... lines) throws Exception {
        Path file = Files.write(folder.resolve("experiment.yaml"), List.of(lines));
        return Program.json(0, folder, "plan", file.toString(), "--json");
    }

    private static List<String> ids(List<JsonNode> runs) {
        return runs.stream().map(run -> run.get("id").asText()).toList();
    }
}
