// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class ResultsJsonTests {

    @Test
    void hasEveryRun() throws Exception {
        JsonNode root = new ObjectMapper()
                .readTree(ResultsJson.text(
                        Samples.provenance(), List.of(Samples.run("first"), Samples.diverged("second"))));

        assertThat(root.get("seed").asLong()).isEqualTo(1);
        assertThat(root.get("warning").isNull()).isTrue();
        JsonNode first = root.get("runs").get(0);
        assertThat(first.get("routing").asText()).isEqualTo("first");
        assertThat(first.get("test_accuracy").asDouble()).isEqualTo(0.804);
        assertThat(first.get("epoch_results").get(0).get("train_loss").asDouble())
                .isEqualTo(0.3456789012345678);
        JsonNode second = root.get("runs").get(1);
        assertThat(second.get("test_accuracy").isNull()).isTrue();
        assertThat(second.get("status").asText()).isEqualTo("diverged at step 3");
        assertThat(second.get("problem").asText()).isEqualTo("The loss <isn't> finite.");
    }

    @Test
    void saysWhatComputed() throws Exception {
        assertThat(gpus(Samples.provenance())).isEmpty();
        assertThat(gpus(Samples.onGpu("A GPU"))).extracting(JsonNode::asText).containsExactly("A GPU");
    }

    private static JsonNode gpus(Provenance provenance) throws Exception {
        return new ObjectMapper()
                .readTree(ResultsJson.text(provenance, List.of()))
                .get("machine")
                .get("gpus");
    }
}
