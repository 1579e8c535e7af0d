// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;

/** experiments/learns.yaml is of all routings that are here, at three depths, and changes no default. */
class LearnsExperimentTests {

    @TempDir
    private Path folder;

    @Test
    void everyBundledRoutingIsThereWithPlainDefaults() throws Exception {
        String path = Path.of("../experiments/learns.yaml")
                .toAbsolutePath()
                .normalize()
                .toString();
        List<JsonNode> settings = Program.json(0, folder, "plan", path, "--json").stream()
                .map(run -> run.get("settings"))
                .toList();

        List<String> bundled = RoutingCatalog.load().names();
        assertThat(settings).hasSize(3 * bundled.size());
        assertThat(settings.stream()
                        .map(run -> run.get("routing.name").asText())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(bundled);
        assertThat(settings).allSatisfy(run -> {
            assertThat(run.get("network.initialization.g").asDouble()).isEqualTo(2.5);
            assertThat(run.get("training.warm-up-steps").asInt()).isEqualTo(80);
            boolean deep = run.get("network.stages").toString().split("capsules").length > 4;
            assertThat(run.get("network.layer-norm").asText()).isEqualTo(String.valueOf(deep));
            assertThat(run.get("network.skip").asText()).isEqualTo(String.valueOf(deep));
            assertThat(run.get("training.gradient-clipping").asText()).isEqualTo("none");
        });
    }
}
