// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files in the format of https://www.cs.toronto.edu/~kriz/cifar.html, with few images. */
class CifarLayoutTests {

    private static final int RECORD_BYTES = 3073;
    private static final String FOLDER = "cifar-10-batches-bin/";

    private final ImageDataSet cifar = DataSetCatalog.bundled().named("cifar10");
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() {
        // Not in the order in which they are to be read, as in the official archive.
        files.put(FOLDER + "batches.meta.txt", "airplane\n".getBytes());
        for (int batch : new int[] {5, 1, 4, 2, 3}) {
            files.put(FOLDER + "data_batch_" + batch + ".bin", records(batch, batch + 1));
        }
        files.put(FOLDER + "test_batch.bin", records(9));
    }

    @Test
    void readsTheArchiveAsItIsPublished() throws IOException {
        writeArchive();

        TrainTestSplit split = cifar.read(folder);

        assertThat(split.train().size()).isEqualTo(10);
        int[] labels = {1, 2, 2, 3, 3, 4, 4, 5, 5, 6};
        for (int image = 0; image < labels.length; image++) {
            assertThat(split.train().label(image)).isEqualTo(labels[image]);
            assertThat(split.train().pixels(image)).isEqualTo(pixels(labels[image]));
        }
        assertThat(split.test().size()).isEqualTo(1);
        assertThat(split.test().label(0)).isEqualTo(9);
        assertThat(split.train().shape()).isEqualTo(new ImageShape(3, 32, 32));
        assertThat(split.train().name()).isEqualTo("cifar10");
        assertThat(split.train().classNames())
                .startsWith("airplane", "automobile")
                .endsWith("truck");
        assertThat(split.test().source())
                .isEqualTo(folder.resolve("cifar-10-binary.tar.gz").toString());
    }

    @Test
    void readsTheUnpackedFilesInPlaceOfTheArchive() throws IOException {
        Files.writeString(folder.resolve("cifar-10-binary.tar.gz"), "damaged");
        writeUnpacked();

        assertThat(cifar.isIn(folder)).isTrue();
        assertThat(cifar.read(folder).train().label(9)).isEqualTo(6);
    }

    @Test
    void namesAFileThatTheArchiveLacks() throws IOException {
        files.remove(FOLDER + "data_batch_3.bin");
        writeArchive();

        assertFails("cifar-10-binary.tar.gz: lacks cifar-10-batches-bin/data_batch_3.bin");
    }

    @Test
    void rejectsARecordThatIsCutOff() throws IOException {
        files.put(FOLDER + "test_batch.bin", Arrays.copyOf(records(9), RECORD_BYTES - 1));
        writeArchive();

        assertFails("test_batch.bin has 3072 bytes, not a multiple of the 3073 bytes of an image");
    }

    @Test
    void rejectsALabelOutOfRange() throws IOException {
        files.put(FOLDER + "data_batch_2.bin", records(0, 10));
        writeUnpacked();

        assertFails("label 10 at byte 3073 of cifar-10-batches-bin/data_batch_2.bin is outside 0..9");
    }

    @Test
    void rejectsADamagedArchive() throws IOException {
        writeArchive();
        Path archive = folder.resolve("cifar-10-binary.tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));

        assertFails("cifar-10-binary.tar.gz: is damaged or no .tar.gz");
        ImageDataSet mine = new ImageDataSet(
                "mine",
                cifar.shape(),
                cifar.classNames(),
                cifar.trainCount(),
                cifar.testCount(),
                cifar.format(),
                cifar.files(),
                cifar.origin());
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> mine.read(folder))
                .withMessageEndingWith("get it again with: capsnet data get mine");
    }

    @Test
    void tellsHowToGetWhatIsMissing() {
        assertThat(cifar.isIn(folder)).isFalse();
        assertFails("cifar-10-binary.tar.gz is neither in " + folder + " nor unpacked in "
                + folder.resolve("cifar-10-batches-bin") + "; get it with: capsnet data get cifar10");
    }

    private void assertFails(String message) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> cifar.read(folder))
                .withMessageContaining(message);
    }

    private void writeUnpacked() throws IOException {
        Files.createDirectories(folder.resolve(FOLDER));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private void writeArchive() throws IOException {
        try (OutputStream raw = Files.newOutputStream(folder.resolve("cifar-10-binary.tar.gz"));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(raw))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    private static byte[] records(int... labels) {
        byte[] bytes = new byte[labels.length * RECORD_BYTES];
        for (int image = 0; image < labels.length; image++) {
            bytes[image * RECORD_BYTES] = (byte) labels[image];
            System.arraycopy(pixels(labels[image]), 0, bytes, image * RECORD_BYTES + 1, RECORD_BYTES - 1);
        }
        return bytes;
    }

    /** Red, then green, then blue, each row by row, as {@link ImageSet} has them. */
    private static byte[] pixels(int label) {
        byte[] pixels = new byte[RECORD_BYTES - 1];
        for (int index = 0; index < pixels.length; index++) {
            pixels[index] = (byte) (7 * label + index * 31 + index / 256);
        }
        return pixels;
    }
}
