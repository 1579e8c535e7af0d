// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.capsnet.datasets.DataFileException;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.plugins.PluginJars;
import org.capsnet.experiments.quickstart.QuickstartModule;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.capsnet.routing.spi.RoutingCatalog;
import org.capsnet.routing.spi.RoutingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine;

class QuickstartCommandTests {

    @TempDir
    private Path folder;

    private final Screen screen = new Screen(false);
    private final RoutingCatalog catalog = RoutingCatalog.load();
    private final String routing = catalog.names().get(0);

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "1001"})
    void rejectsEpochsOutOfRange(String epochs) {
        assertRejected(UserError.class, "--epochs must be 1 to 1000 but is " + epochs + ".", "--epochs", epochs);
    }

    @Test
    void rejectsAnUnknownRouting() {
        assertRejected(RoutingException.class, "No routing is called \"nonsense\"", "--routing", routing + ",nonsense");
    }

    @Test
    void rejectsAnUnknownOption() {
        assertRejected(RoutingException.class, "has no option \"nonsense\"", "--set", routing + ".nonsense=1");
    }

    @Test
    void rejectsAnOptionOfARoutingThatIsLeftOut() {
        assertRejected(
                UserError.class,
                "which doesn't take part",
                "--routing",
                routing,
                "--set",
                catalog.names().get(1) + ".iterations=1");
    }

    @Test
    void rejectsAFolderWithoutData() {
        assertRejected(DataFileException.class, "train-images-idx3-ubyte", "--data", folder.toString());
    }

    @Test
    void fullDataThatIsNotHereIsAnsweredWithHowToGetIt() {
        assertRejected(DataFileException.class, "Get it with: capsnet data get fashion-mnist", "--data", "full");
    }

    @Test
    void rejectsAFolderWithOtherFilesOfTheSameNames() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/report.html"), "mine");

        assertThatExceptionOfType(UserError.class).isThrownBy(() -> run()).withMessageContaining("--out");
    }

    @Test
    @Tag("slow")
    void comparesRoutingsAndPrintsJson() throws Exception {
        int exitCode = run("--smoke", "--routing", routing, "--json", "--seed", "3");

        JsonNode result = new ObjectMapper().readTree(screen.out());
        assertThat(exitCode).isZero();
        assertThat(result.get("runs")).hasSize(1);
        assertThat(result.get("runs").get(0).get("routing").asText()).isEqualTo(routing);
        assertThat(result.get("seed").asLong()).isEqualTo(3);
        assertThat(result.get("train").get("images").asInt()).isEqualTo(512);
        assertThat(result.get("warning").asText()).startsWith("Smoke run");
        assertThat(result.get("command").asText()).contains("--smoke --routing " + routing);
        assertThat(folder.resolve("out/report.html")).content().contains("Smoke run");
        assertThat(screen.err())
                .endsWith("capsnet routings lists options to try.\n"
                        + "Then an experiment file: capsnet plan experiments/table2.yaml --profile smoke lists its runs; run"
                        + " does them.\n");
    }

    private void assertRejected(Class<? extends RuntimeException> type, String message, String... arguments) {
        assertThatExceptionOfType(type).isThrownBy(() -> run(arguments)).withMessageContaining(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private int run(String... arguments) throws Exception {
        QuickstartCommand command = Guice.createInjector(new QuickstartModule(), new AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(Terminal.class).toInstance(screen.terminal());
                        bind(RoutingCatalog.class).toInstance(catalog);
                        bind(ErrorReport.class).toInstance(new ErrorReport(screen.terminal(), false));
                        bind(DataSetCatalog.class).toInstance(DataSetCatalog.bundled());
                        bind(DataSetFolders.class).toInstance(new DataSetFolders(List.of(folder.resolve("data"))));
                        bind(PluginJars.class).toInstance(PluginJars.ofProcess());
                    }
                })
                .getInstance(QuickstartCommand.class);
        CommandLine line = new CommandLine(command);
        line.parseArgs(arguments);
        line.getCommandSpec().findOption("--out").setValue(folder.resolve("out"));
        return command.call();
    }
}
