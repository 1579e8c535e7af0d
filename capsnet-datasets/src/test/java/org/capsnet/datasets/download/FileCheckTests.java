// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFile;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.Sha256;
import org.capsnet.datasets.download.FileCheck.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckTests {

    private static final byte[] PLAIN = "the same words again and again, the same words again and again".getBytes();

    @TempDir
    private Path folder;

    private byte[] published;
    private DataSetFile file;

    @BeforeEach
    void publish() throws IOException {
        published = gzip(PLAIN, Deflater.BEST_COMPRESSION);
        file = new DataSetFile(
                "words.gz",
                published.length,
                sha256(published),
                List.of(new DataSetFile.Content("words", sha256(PLAIN))),
                List.of());
    }

    @Test
    void aFileAsItWasPublishedIsOriginal() throws IOException {
        Files.write(folder.resolve("words.gz"), published);

        assertThat(FileCheck.of(file, folder)).isEqualTo(new FileCheck(folder.resolve("words.gz"), State.ORIGINAL, ""));
        assertThat(FileCheck.of(file, folder).good()).isTrue();
    }

    @Test
    void aFileCompressedByAnotherProgramHasTheSameContent() throws IOException {
        Files.write(folder.resolve("words.gz"), gzip(PLAIN, Deflater.NO_COMPRESSION));

        FileCheck check = FileCheck.of(file, folder);

        assertThat(check.state()).isEqualTo(State.SAME_CONTENT);
        assertThat(check.detail()).isEqualTo("compressed anew");
        assertThat(check.good()).isTrue();
    }

    @Test
    void whatIsUnpackedIsCheckedInPlaceOfThePackedFile() throws IOException {
        Files.write(folder.resolve("words.gz"), published);
        Files.write(folder.resolve("words"), PLAIN);
        assertThat(FileCheck.of(file, folder).detail()).isEqualTo("unpacked");
        assertThat(FileCheck.of(file, folder).good()).isTrue();

        Files.writeString(folder.resolve("words"), "other words");
        assertThat(FileCheck.of(file, folder))
                .isEqualTo(new FileCheck(folder.resolve("words"), State.WRONG, "its SHA-256 isn't the published one"));
    }

    @Test
    void aFileOfAnotherSizeOrContentIsWrong() throws IOException {
        Files.writeString(folder.resolve("words.gz"), "x");
        assertThat(FileCheck.of(file, folder).state()).isEqualTo(State.WRONG);
        assertThat(FileCheck.of(file, folder).detail()).isEqualTo("it has 1 bytes instead of " + published.length);

        byte[] other = published.clone();
        other[12]++;
        Files.write(folder.resolve("words.gz"), other);
        assertThat(FileCheck.of(file, folder).detail()).isEqualTo("its SHA-256 isn't the published one");
        assertThat(FileCheck.of(file, folder).good()).isFalse();
    }

    @Test
    void aMissingFileTellsHowMuchOfItIsDownloaded() throws IOException {
        assertThat(FileCheck.of(file, folder)).isEqualTo(new FileCheck(folder.resolve("words.gz"), State.MISSING, ""));

        Files.writeString(folder.resolve("words.gz.part"), "12345");
        assertThat(FileCheck.of(file, folder).detail()).isEqualTo("5 of " + published.length + " bytes are downloaded");
    }

    @Test
    void debiansFashionMnistIsTheOriginalCompressedAnew() {
        assumeThat(FashionMnist.DEBIAN_DIRECTORY).isDirectory();

        assertThat(DataSetCatalog.bundled().named("fashion-mnist").files())
                .hasSize(4)
                .extracting(published ->
                        FileCheck.of(published, FashionMnist.DEBIAN_DIRECTORY).detail())
                .containsOnly("compressed anew");
    }

    private static String sha256(byte[] bytes) {
        return Sha256.of(bytes);
    }

    private static byte[] gzip(byte[] content, int level) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(compressed) {
            {
                def.setLevel(level);
            }
        }) {
            stream.write(content);
        }
        return compressed.toByteArray();
    }
}
