// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.FailingRoutingPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

class RoutingsDescribeCommandTests {

    @TempDir
    private Path folder;

    @Test
    void showsARoutingInFullAndWhatToDoNext() throws Exception {
        Result result = CommandLineProcess.in(folder)
                .withEnvironment(Map.of("LC_ALL", "C"))
                .run("routings", "describe", "dynamic")
                .succeeded();

        assertThat(result.out())
                .startsWith("dynamic  ")
                .contains(
                        "    Sabour, Frosst, Hinton 2017",
                        "    iterations=3        a whole number, at least 1  routing iterations r\n",
                        "    as published: iterations=3 stop-gradient=true bias=false couplings=one\n",
                        "    provided by org.capsnet.routing.dynamic.DynamicRoutingPlugin in ",
                        "    votes              u_i W_ij with a matrix",
                        "    array of votes     never made\n",
                        "    activations below  not read\n",
                        "    couplings          of every input capsule sum to 1 over the output capsules, before a factor that options may"
                                + " give\n",
                        "    activations        lengths of the output capsules",
                        "    own parameters     none")
                .doesNotContain("adaptive");
        assertThat(result.err())
                .isEqualTo("Next: capsnet quickstart --smoke --routing dynamic trains a small network with it.\n");
    }

    @Test
    void endsWithAFragmentForAnExperimentFile() throws Exception {
        String out = run("routings", "describe", "adaptive").succeeded().out();

        String fragment = out.substring(out.indexOf("routing:\n"));
        assertThat(fragment.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("routing:"),
                        line -> assertThat(line).isEqualTo("  name: adaptive"),
                        line -> assertThat(line)
                                .isEqualTo("  iterations: 3   # a whole number, at least 1: routing iterations r"),
                        line -> assertThat(line).startsWith("  move: mean      # full or mean: how far a vote moves"));
        assertThat(new ObjectMapper(new YAMLFactory()).readTree(fragment))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"routing\": {\"name\": \"adaptive\", \"iterations\": 3, \"move\": \"mean\"}}"));
    }

    @Test
    void jsonHoldsTheSameForPrograms() throws Exception {
        JsonNode routing = new ObjectMapper()
                .readTree(run("routings", "describe", "adaptive", "--json")
                        .succeeded()
                        .out());

        assertThat(routing.get("name").asText()).isEqualTo("adaptive");
        assertThat(routing.get("options")).hasSize(2);
        assertThat(routing.get("published").asText()).isEqualTo("iterations=3 move=full");
        assertThat(routing.get("location").asText()).contains("AdaptiveRoutingPlugin in ");
        assertThat(routing.get("yaml").asText()).startsWith("routing:\n  name: adaptive\n");
        JsonNode needs = routing.get("needs");
        assertThat(needs.get("transformation").asText()).isEqualTo("linear");
        assertThat(needs.get("votes_array").asBoolean()).isFalse();
        assertThat(needs.get("input_activations").asBoolean()).isFalse();
        assertThat(needs.get("couplings").asText()).isEqualTo("none");
        assertThat(needs.get("activation").asText()).isEqualTo("length");
        assertThat(needs.get("parameters")).isEmpty();
    }

    @Test
    void anUnknownRoutingIsAnsweredWithTheNearest() throws Exception {
        assertThat(run("routings", "describe", "dynamc").failedWithOneLine().err())
                .contains("\"dynamc\"", "Did you mean \"dynamic\"?", "adaptive, adaptive-lambda, dynamic");
    }

    @Test
    void aRoutingThatFailsWhenItRunsIsDescribedAllTheSame() throws Exception {
        Result result = CommandLineProcess.in(folder)
                .withPlugin(FailingRoutingPlugin.class.getName())
                .run("routings", "describe", "failing")
                .succeeded();

        assertThat(result.out()).contains("activations below  unknown, since it fails", "  name: failing\n");
        assertThat(result.err())
                .contains("capsnet: what it reads of the layer below isn't known. The routing "
                        + FailingRoutingPlugin.FailingRouting.class.getName());
    }

    private Result run(String... arguments) throws Exception {
        return CommandLineProcess.in(folder).run(arguments);
    }
}
