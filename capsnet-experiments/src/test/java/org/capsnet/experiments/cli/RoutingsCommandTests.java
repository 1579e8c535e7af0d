// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.SecondDynamicRoutingPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class RoutingsCommandTests {

    @TempDir
    private Path folder;

    @Test
    void listsTheRoutingsOfThePaperInAnyLocale() throws Exception {
        Result result = CommandLineProcess.in(folder)
                .withEnvironment(Map.of("LC_ALL", "C"))
                .run("routings")
                .succeeded();

        assertThat(result.out().lines().filter(line -> line.matches("\\S.*")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("adaptive  "),
                        line -> assertThat(line).startsWith("adaptive-lambda  ").endsWith("amplified by λ."),
                        line -> assertThat(line).startsWith("dynamic  "));
        assertThat(result.out())
                .contains(
                        "    Sabour, Frosst, Hinton 2017",
                        "    iterations=3        a whole number, at least 1  routing iterations r\n",
                        "    as published: iterations=3 stop-gradient=true bias=false couplings=one\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void startsNothingOfNd4j() throws Exception {
        String loaded = CommandLineProcess.in(folder)
                .withJavaOption("-Xlog:class+load")
                .run("routings")
                .succeeded()
                .out();

        assertThat(loaded).contains("org.capsnet.routing.dynamic.DynamicRouting ");
        assertThat(loaded).doesNotContain("org.nd4j.linalg.factory.Nd4j ", "org.bytedeco.javacpp.Loader ");
    }

    @Test
    void jsonHoldsTheSameForPrograms() throws Exception {
        String out = run("routings", "--json").succeeded().out();

        JsonNode routings = new ObjectMapper().readTree(out);
        List<String> names = new ArrayList<>();
        routings.forEach(routing -> names.add(routing.get("name").asText()));
        assertThat(names).containsExactly("adaptive", "adaptive-lambda", "dynamic");
        JsonNode lambda = routings.get(1);
        assertThat(lambda.get("paper").asText()).contains("algorithm 2");
        assertThat(lambda.get("published").asText()).isEqualTo("lambda=3");
        JsonNode option = lambda.get("options").get(0);
        assertThat(option.get("name").asText()).isEqualTo("lambda");
        assertThat(option.get("default").asText()).isEqualTo("3");
        assertThat(option.get("type").asText()).isEqualTo("a number");
        assertThat(option.get("range").asText()).isEqualTo("greater than 0");
        assertThat(option.get("meaning").asText()).isEqualTo("gradient coefficient λ");
    }

    @Test
    void aNameAfterItIsAnsweredWithTheCommandThatTakesOne() throws Exception {
        assertThat(run("routings", "adaptive").failedWithOneLine().err())
                .endsWith(
                        "takes no name, but got \"adaptive\". To see one, call: capsnet routings describe adaptive\n");
        assertThat(run("routings", "descrbe", "adaptive").failedWithOneLine().err())
                .endsWith("call: capsnet routings describe adaptive\n");
    }

    @Test
    void aPluginThatFailsToLoadIsReportedBesideTheOthers() throws Exception {
        Result result = CommandLineProcess.in(folder)
                .withPlugin("org.example.Absent")
                .run("routings")
                .succeeded();

        assertThat(result.err())
                .startsWith("capsnet: a plug-in failed to load: ")
                .contains("org.example.Absent")
                .hasLineCount(1);
        assertThat(result.out()).contains("dynamic  ");
    }

    @Test
    void twoPluginsOfOneNameAreAnErrorWhereverTheCatalogIsMade() throws Exception {
        CommandLineProcess process =
                CommandLineProcess.in(folder).withPlugin(SecondDynamicRoutingPlugin.class.getName());

        assertThat(process.run("routings").failedWithOneLine().err())
                .contains("Two plug-ins provide the routing \"dynamic\"", "SecondDynamicRoutingPlugin");
        process.run("--help").succeeded();
    }

    private Result run(String... arguments) throws Exception {
        return CommandLineProcess.in(folder).run(arguments);
    }
}
