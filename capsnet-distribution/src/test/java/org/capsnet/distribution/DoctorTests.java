// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.nd4j.shade.jackson.databind.JsonNode;

/** {@code capsnet doctor} on networks with a fault each, and on networks without. */
class DoctorTests {

    @TempDir
    private Path folder;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void networksThatTrainAreHealthy() throws Exception {
        List<JsonNode> cells = examined("healthy.yaml", 0);

        assertThat(cells)
                .hasSize(14)
                .allSatisfy(cell -> assertThat(cell.get("findings"))
                        .as("findings of %s", cell.get("cell").asText())
                        .isEmpty());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void everyFaultIsNamed() throws Exception {
        List<JsonNode> cells = examined("faulty.yaml", 1);

        assertThat(cells).hasSize(11).allSatisfy(cell -> {
            String name = cell.get("cell").asText();
            assertThat(cell.get("findings").findValuesAsText("diagnosis"))
                    .as("findings of %s", name)
                    .contains(name.substring(0, name.indexOf('.')));
        });
    }

    private List<JsonNode> examined(String file, int exitCode) throws Exception {
        String path = Path.of(DoctorTests.class.getResource("/doctor/" + file).toURI())
                .toString();
        return Program.json(exitCode, folder, "doctor", path, "--json");
    }
}
