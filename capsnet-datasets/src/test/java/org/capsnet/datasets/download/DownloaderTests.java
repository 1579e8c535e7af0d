// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.DataSetFormat;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.ImageShape;
import org.capsnet.datasets.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloaderTests {

    private static final String NAME = "images.bin";
    private static final int SIZE = 200_000;
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

    private final byte[] content = bytes(SIZE);
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private TestServer server;
    private Path target;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        target = folder.resolve(NAME);
        part = folder.resolve(NAME + ".part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void getsAFileIntoAFolderThatIsMade() throws IOException {
        Path deep = folder.resolve("a/b");

        downloader().download(set(server.serve("/a", content)), deep);

        assertThat(deep.resolve(NAME)).hasBinaryContent(content);
        try (Stream<Path> files = Files.list(deep)) {
            assertThat(files).containsExactlyInAnyOrder(deep.resolve(NAME), deep.resolve(".lock"));
        }
        assertThat(told).startsWith("started 0").endsWith("progress " + SIZE, "finished");
    }

    @Test
    void aFileThatIsThereAndRightNeedsNoNetwork() throws IOException {
        Files.write(target, content);

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(server.requests()).isEmpty();
        assertThat(told).containsExactly("present");
    }

    @Test
    void aFileThatIsThereButWrongIsReplaced() throws IOException {
        Files.write(target, bytes(SIZE - 1));

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(target).hasBinaryContent(content);
        assertThat(told.get(0)).isEqualTo("replacing: it has 199,999 bytes instead of 200,000");
    }

    @Test
    void aWrongFileStaysWhenNothingBetterComes() throws IOException {
        Files.writeString(target, "old");

        assertFails(set(server.serveStatus("/a", 404)));

        assertThat(target).hasContent("old");
    }

    @Test
    void goesOnWhereACutConnectionEnded() throws IOException {
        downloader().download(set(server.serveCut("/a", content, 70_000, 2)), folder);

        assertThat(target).hasBinaryContent(content);
        assertThat(server.requests()).containsExactly("/a", "/a bytes=70000-", "/a bytes=140000-");
        assertThat(told).contains("started 0", "started 70000", "started 140000");
        assertThat(told).noneMatch(line -> line.startsWith("failed"));
    }

    @Test
    void aLaterCallGoesOnFromThePart() throws IOException {
        Files.write(part, Arrays.copyOf(content, 50_000));

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(server.requests()).containsExactly("/a bytes=50000-");
        assertThat(target).hasBinaryContent(content);
        assertThat(part).doesNotExist();
    }

    @Test
    void aPartThatIsWholeNeedsNoNetwork() throws IOException {
        Files.write(part, content);

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(server.requests()).isEmpty();
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void beginsAnewWhereTheServerKnowsNoRanges() throws IOException {
        Files.write(part, bytes(50_000));

        downloader().download(set(server.serveWhole("/a", content)), folder);

        assertThat(server.requests()).containsExactly("/a bytes=50000-");
        assertThat(told).startsWith("started 0");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void beginsAnewWhereThePartIsOfAnotherFile() throws IOException {
        byte[] other = content.clone();
        other[7]++;
        Files.write(part, Arrays.copyOf(other, 50_000));

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(server.requests()).containsExactly("/a bytes=50000-", "/a");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void beginsAnewWhereThePartIsTooLong() throws IOException {
        Files.write(part, bytes(SIZE + 1));

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(server.requests()).containsExactly("/a");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void anAnswerWithAnotherRangeIsNotAppended() throws IOException {
        Files.write(part, Arrays.copyOf(content, 50_000));

        downloader().download(set(server.serveWrongRange("/a", content)), folder);

        assertThat(server.requests()).containsExactly("/a bytes=50000-", "/a");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aWrongSizeIsRefusedBeforeTheBodyAndKeepsThePart() throws IOException {
        Files.write(part, Arrays.copyOf(content, 50_000));

        assertFails(set(server.serve("/a", bytes(SIZE - 10))));

        assertThat(told).containsExactly("failed /a: it has 199,990 bytes instead of 200,000");
        assertThat(part).hasBinaryContent(Arrays.copyOf(content, 50_000));
        assertThat(target).doesNotExist();
    }

    @Test
    void anAnswerWithoutASizeMayNotGoOnForEver() throws IOException {
        assertFails(set(server.serveChunked("/a", bytes(SIZE + 1))));

        assertThat(told).endsWith("failed /a: it goes on after 200,000 bytes");
        assertThat(part).doesNotExist();
    }

    @Test
    void anAnswerWithoutASizeIsGoodIfTheContentIs() throws IOException {
        downloader().download(set(server.serveChunked("/a", content)), folder);

        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void anAnswerWithoutASizeThatEndsEarlyTakesThePlaceOfThePart() throws IOException {
        Files.write(part, bytes(50_000));
        byte[] beginning = Arrays.copyOf(content, 20_000);

        assertFails(set(server.serveChunked("/a", beginning)));

        assertThat(told).endsWith("failed /a: cut off after 20,000 of 200,000 bytes: it ended");
        assertThat(part).hasBinaryContent(beginning);
    }

    @Test
    void aWrongChecksumIsNeverKept() throws IOException {
        byte[] other = content.clone();
        other[SIZE - 1]++;

        assertFails(set(server.serve("/a", other)));

        assertThat(told).endsWith("failed /a: the SHA-256 is wrong: it is another file, or damaged");
        assertThat(server.requests()).containsExactly("/a");
        assertThat(part).doesNotExist();
        assertThat(target).doesNotExist();
    }

    @Test
    void followsRedirects() throws IOException {
        downloader().download(set(server.redirect("/moved", server.serve("/a", content))), folder);

        assertThat(server.requests()).containsExactly("/moved", "/a");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void triesTheMirrorsInOrderAndGoesOnFromWhatAnotherLeft() throws IOException {
        URI gone = server.serveStatus("/gone", 404);
        URI cut = server.serveSilent("/silent", content, 60_000);
        URI good = server.serve("/good", content);

        new Downloader(listener(), SHORT_PATIENCE).download(set(gone, cut, good), folder);

        assertThat(server.requests()).containsExactly("/gone", "/silent", "/silent bytes=60000-", "/good bytes=60000-");
        assertThat(told)
                .contains(
                        "failed /gone: HTTP status 404",
                        "failed /silent: cut off after 60,000 of 200,000 bytes: the server fell silent");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aServerThatSaysNothingMoreIsGivenUp() throws IOException {
        URI silent = server.serveSilent("/a", content, 0);

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> new Downloader(listener(), SHORT_PATIENCE).download(set(silent), folder))
                .withMessageContaining("couldn't be had from its only mirror");
        assertThat(told).endsWith("failed /a: cut off after 0 of 200,000 bytes: the server fell silent");
    }

    @Test
    void aFailureTellsWhatIsKeptAndWhatToDo() throws IOException {
        URI cut = server.serveCut("/a", content, 5_000, 1_000);

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloader().download(set(cut, server.serveStatus("/b", 500)), folder))
                .withMessage(
                        "images.bin couldn't be had from any of its 2 mirrors. 100,000 of 200,000 bytes are kept; the"
                                + " next try goes on from there. Or put the file into " + folder + " yourself.");
        assertThat(part).hasBinaryContent(Arrays.copyOf(content, 100_000));
    }

    @Test
    void noServerAndNoHostAreTold() throws IOException {
        URI closed = server.serve("/a", content);
        server.close();

        assertFails(set(closed, URI.create("http://nowhere.invalid/a")));

        assertThat(told.get(0)).isEqualTo("failed /a: no connection");
        assertThat(told.get(1)).startsWith("failed /a: no ");
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloader().download(set(server.serve("/a", content)), folder.resolve("file")))
                .withMessage(
                        "Can't make the folder " + folder.resolve("file") + ": something else of that name is there.");
    }

    @Test
    void unpackedFilesThatAreWrongHaveToGoFirst() throws IOException {
        Files.writeString(folder.resolve("inside"), "wrong");
        DataSetFile packed = new DataSetFile(
                NAME,
                SIZE,
                sha256(content),
                List.of(new DataSetFile.Content("inside", sha256(bytes(3)))),
                List.of(server.serve("/a", content)));

        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloader().download(set(packed), folder))
                .withMessage(
                        folder.resolve("inside") + " is read in place of images.bin, but isn't what it should be: its"
                                + " SHA-256 isn't the published one. Delete it, and try again.");
    }

    @Test
    void aKilledProcessLeavesAPartThatTheNextGoesOnFrom() throws Exception {
        Process process = inAnotherProcess(server.serveSilent("/silent", content, 60_000));
        await(() -> Files.exists(part) && part.toFile().length() == 60_000);
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(target).doesNotExist();

        downloader().download(set(server.serve("/a", content)), folder);

        assertThat(server.requests()).containsExactly("/silent", "/a bytes=60000-");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void twoProcessesTakeTurns() throws Exception {
        Process process = inAnotherProcess(server.serveSilent("/silent", content, 60_000));
        await(() -> Files.exists(part) && part.toFile().length() == 60_000);
        Thread second = new Thread(() -> downloader().download(set(server.serve("/a", content)), folder));
        second.start();
        await(() -> told.contains("waiting"));
        assertThat(server.requests()).containsExactly("/silent");

        process.destroyForcibly();
        second.join(10_000);

        assertThat(server.requests()).containsExactly("/silent", "/a bytes=60000-");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void twoThreadsTakeTurnsToo() throws Exception {
        ImageDataSet silent = set(server.serveSilent("/silent", content, 60_000));
        Thread first = new Thread(() -> assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> new Downloader(new DownloadListener() {}, SHORT_PATIENCE).download(silent, folder)));
        first.start();
        await(() -> Files.exists(part) && part.toFile().length() == 60_000);

        downloader().download(set(server.serve("/a", content)), folder);

        first.join(10_000);
        assertThat(told).startsWith("waiting", "started 60000");
        assertThat(target).hasBinaryContent(content);
    }

    /** Downloads the file of these tests from the address given first into the folder given second. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            new Downloader(new DownloadListener() {}).download(set(URI.create(arguments[0])), Path.of(arguments[1]));
        }
    }

    private Process inAnotherProcess(URI mirror) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        mirror.toString(),
                        folder.toString())
                .inheritIO()
                .start();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    private void assertFails(ImageDataSet set) {
        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloader().download(set, folder))
                .withMessageStartingWith("images.bin couldn't be had from ");
    }

    private Downloader downloader() {
        return new Downloader(listener());
    }

    private DownloadListener listener() {
        return new DownloadListener() {
            @Override
            public void present(DataSetFile file, FileCheck check) {
                told.add("present");
            }

            @Override
            public void replacing(DataSetFile file, FileCheck check) {
                told.add("replacing: " + check.detail());
            }

            @Override
            public void waiting(Path busy) {
                told.add("waiting");
            }

            @Override
            public void started(DataSetFile file, URI mirror, long start) {
                told.add("started " + start);
            }

            @Override
            public void progress(DataSetFile file, long bytes) {
                told.add("progress " + bytes);
            }

            @Override
            public void mirrorFailed(DataSetFile file, URI mirror, String reason) {
                told.add("failed " + mirror.getPath() + ": " + reason);
            }

            @Override
            public void finished(DataSetFile file, Path path, URI mirror) {
                told.add("finished");
            }
        };
    }

    private static ImageDataSet set(URI... mirrors) {
        byte[] content = bytes(SIZE);
        return set(new DataSetFile(NAME, SIZE, sha256(content), List.of(), List.of(mirrors)));
    }

    private static ImageDataSet set(DataSetFile file) {
        return new ImageDataSet(
                "test", new ImageShape(1, 1, 1), List.of("a"), 1, 1, DataSetFormat.IDX, List.of(file), "nowhere");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        return Sha256.of(bytes);
    }
}
