// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.capsnet.datasets.DataFileException;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.DataSetFormat;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.ImageShape;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine;

/** On two small data sets, "cats" and "dogs", from a server on this machine. */
class DataCommandTests {

    private static final byte[] CATS = "pictures of cats".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DOGS = "pictures of dogs".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final Screen screen = new Screen(false);
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private Path cache;
    private DataSetCatalog catalog;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/cats.bin", CATS);
        serve("/dogs.bin", DOGS);
        server.start();
        cache = folder.resolve("cache");
        catalog = new DataSetCatalog(List.of(
                set("cats", CATS, address("/gone/cats.bin"), address("/cats.bin")),
                set("dogs", DOGS, address("/gone/dogs.bin"))));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void getPutsADataSetIntoTheFolderThatIsLookedInFirst() throws Exception {
        assertThat(run(DataGetCommand.class, "cats")).isZero();

        assertThat(cache.resolve("cats/cats.bin")).hasBinaryContent(CATS);
        assertThat(screen.out()).isEqualTo(cache.resolve("cats") + "\n");
        assertThat(screen.err())
                .isEqualTo("cats.bin: not from " + address("/gone/cats.bin") + ": HTTP status 404\n"
                        + "cats.bin: 16 bytes from localhost, SHA-256 is right\n");
    }

    @Test
    void getAgainNeedsNoNetwork() throws Exception {
        run(DataGetCommand.class, "cats");
        int before = requests.get();

        assertThat(run(DataGetCommand.class, "cats")).isZero();

        assertThat(requests).hasValue(before);
    }

    @Test
    void getReplacesWhatIsDamaged() throws Exception {
        write("cats", DOGS);

        assertThat(run(DataGetCommand.class, "cats")).isZero();

        assertThat(cache.resolve("cats/cats.bin")).hasBinaryContent(CATS);
        assertThat(screen.err()).startsWith(cache.resolve("cats/cats.bin") + ": isn't what it should be");
    }

    @Test
    void getPutsADataSetWhereItIsToldTo() throws Exception {
        Path place = folder.resolve("my data");

        assertThat(run(DataGetCommand.class, "cats", "--to", place.toString())).isZero();

        assertThat(place.resolve("cats/cats.bin")).hasBinaryContent(CATS);
        assertThat(cache).doesNotExist();
        assertThat(screen.err()).endsWith("To use what is in " + place + ": export CAPSNET_DATA='" + place + "'\n");
    }

    @Test
    void whatCannotBeHadIsNamedAndTheOthersCome() throws Exception {
        assertThat(run(DataGetCommand.class, "dogs", "cats")).isEqualTo(1);

        assertThat(screen.err()).contains("capsnet: dogs: dogs.bin couldn't be had from its only mirror.");
        assertThat(screen.out()).isEqualTo(cache.resolve("cats") + "\n");
    }

    @Test
    void anUnknownNameIsAnErrorBeforeAnythingIsWritten() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> run(DataGetCommand.class, "cats", "dags"))
                .withMessageContaining("Did you mean \"dogs\"?");
        assertThat(requests).hasValue(0);
        assertThat(cache).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsTheUsersError() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(DataGetCommand.class, "cats", "--to", file.toString()))
                .withMessageContaining(file + " isn't a folder");
    }

    @Test
    void listShowsWhatIsHereAndHowToGetTheRest() throws Exception {
        write("cats", CATS);

        assertThat(run(DataListCommand.class)).isZero();

        assertThat(screen.out().lines().map(line -> line.replaceAll(" +", " ")))
                .endsWith(
                        "cats 1,000 10 8x8 16 bytes " + cache.resolve("cats"),
                        "dogs 1,000 10 8x8 16 bytes missing; capsnet data get dogs");
        assertThat(requests).hasValue(0);
    }

    @Test
    void listHasTheSameForPrograms() throws Exception {
        write("cats", CATS);
        run(DataListCommand.class, "--json");

        JsonNode sets = new ObjectMapper().readTree(screen.out());

        JsonNode cats = sets.get(0);
        assertThat(cats.get("name").asText()).isEqualTo("cats");
        assertThat(cats.get("train").asInt()).isEqualTo(1000);
        assertThat(cats.get("test").asInt()).isEqualTo(10);
        assertThat(cats.get("shape").toString()).isEqualTo("[1,8,8]");
        assertThat(cats.get("classes").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(cats.get("bytes").asLong()).isEqualTo(CATS.length);
        assertThat(cats.get("folder").asText()).isEqualTo(cache.resolve("cats").toString());
        assertThat(cats.get("files").get(0).get("name").asText()).isEqualTo("cats.bin");
        assertThat(cats.get("files").get(0).get("sha256").asText()).isEqualTo(sha256(CATS));
        assertThat(cats.get("files").get(0).get("mirrors")).hasSize(2);
        assertThat(sets.get(1).get("folder").isNull()).isTrue();
    }

    @Test
    void listLooksFirstWhereItIsToldTo() throws Exception {
        write("cats", CATS);
        Path other = Files.createDirectories(folder.resolve("other/cats"));
        Files.write(other.resolve("cats.bin"), CATS);

        run(DataListCommand.class, "--data", folder.resolve("other").toString());

        assertThat(screen.out()).contains(other.toString());
    }

    @Test
    void verifyPassesWhatIsAsPublished() throws Exception {
        write("cats", CATS);

        assertThat(run(DataVerifyCommand.class)).isZero();

        assertThat(screen.out()).contains("cats      cats.bin  as published").doesNotContain("dogs");
        assertThat(screen.err()).isEmpty();
    }

    @Test
    void verifyFailsWhatIsDamaged() throws Exception {
        write("cats", DOGS);

        assertThat(run(DataVerifyCommand.class)).isEqualTo(1);

        assertThat(screen.out())
                .contains("wrong: " + cache.resolve("cats/cats.bin") + ", its SHA-256 isn't the published one");
        assertThat(screen.err())
                .isEqualTo("capsnet: cats isn't as published in " + cache.resolve("cats")
                        + ". Get it with: capsnet data get cats\n");
    }

    @Test
    void verifyFailsWhatIsNamedButMissing() throws Exception {
        assertThat(run(DataVerifyCommand.class, "dogs")).isEqualTo(1);

        assertThat(screen.out()).contains("dogs.bin  missing");
        assertThat(screen.err()).startsWith("capsnet: dogs isn't whole in " + cache.resolve("dogs"));
    }

    @Test
    void verifyOfNothingIsNoSuccess() throws Exception {
        assertThat(run(DataVerifyCommand.class)).isEqualTo(1);

        assertThat(screen.err()).startsWith("capsnet: no data set is here");
    }

    @Test
    void verifyHasTheSameForPrograms() throws Exception {
        write("cats", DOGS);

        assertThat(run(DataVerifyCommand.class, "--json", "cats", "dogs")).isEqualTo(1);

        JsonNode sets = new ObjectMapper().readTree(screen.out());
        assertThat(sets.get(0).get("good").asBoolean()).isFalse();
        assertThat(sets.get(0).get("files").get(0).get("state").asText()).isEqualTo("wrong");
        assertThat(sets.get(1).get("files").get(0).get("state").asText()).isEqualTo("missing");
    }

    @Test
    void theProgramFindsWhatTheVariableNames() throws Exception {
        CommandLineProcess process = CommandLineProcess.in(folder)
                .withEnvironment(Map.of("CAPSNET_DATA", folder.toString(), "XDG_CACHE_HOME", "/nowhere"));

        Result list = process.run("data", "list").succeeded();
        assertThat(list.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("mnist 60,000 10,000 28x28 11.6 MB missing; capsnet data get mnist");
        Result verify = process.run("data", "verify", "svhn");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.err()).contains("svhn isn't whole in " + folder.resolve("svhn"));
    }

    @Test
    void theProgramAnswersAMistakeWithExitCodeTwo() throws Exception {
        CommandLineProcess process = CommandLineProcess.in(folder);

        assertThat(process.run("data", "verify", "fashion-minst")
                        .failedWithOneLine()
                        .err())
                .contains("Did you mean \"fashion-mnist\"?");
        assertThat(process.run("data", "get").failedWithOneLine().err()).contains("NAME");
        assertThat(process.run("data").exitCode()).isEqualTo(2);
    }

    private int run(Class<? extends Callable<Integer>> type, String... arguments) throws Exception {
        Injector injector = Guice.createInjector(new AbstractModule() {
            @Override
            protected void configure() {
                bind(Terminal.class).toInstance(screen.terminal());
                bind(ErrorReport.class).toInstance(new ErrorReport(screen.terminal(), false));
                bind(DataSetCatalog.class).toInstance(catalog);
                bind(DataSetFolders.class).toInstance(new DataSetFolders(List.of(cache)));
            }
        });
        Callable<Integer> command = injector.getInstance(type);
        new CommandLine(command).parseArgs(arguments);
        return command.call();
    }

    private void write(String set, byte[] content) throws IOException {
        Files.write(Files.createDirectories(cache.resolve(set)).resolve(set + ".bin"), content);
    }

    private void serve(String path, byte[] content) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static ImageDataSet set(String name, byte[] content, URI... mirrors) throws Exception {
        return new ImageDataSet(
                name,
                new ImageShape(1, 8, 8),
                List.of("a", "b"),
                1000,
                10,
                DataSetFormat.IDX,
                List.of(new DataSetFile(name + ".bin", content.length, sha256(content), List.of(), List.of(mirrors))),
                "nowhere");
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
