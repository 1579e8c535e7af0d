// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.capsnet.datasets.IdxFileWriter.bytes;
import static org.capsnet.datasets.IdxFileWriter.gzip;
import static org.capsnet.datasets.IdxFileWriter.images;
import static org.capsnet.datasets.IdxFileWriter.labels;
import static org.capsnet.datasets.IdxFileWriter.write;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTests {

    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private Path imageFile;
    private Path labelFile;

    @BeforeEach
    void writeGoodFiles(@TempDir Path directory) {
        imageFile = write(directory.resolve("images"), images(3, 2, 4));
        labelFile = write(directory.resolve("labels"), labels(7, 0, 9));
    }

    @Test
    void readsPlainFiles() {
        ImageSet set = read();

        assertThat(set.name()).isEqualTo("digits");
        assertThat(set.source()).contains(imageFile.toString(), labelFile.toString());
        assertThat(set.shape()).isEqualTo(new ImageShape(1, 2, 4));
        assertThat(set.size()).isEqualTo(3);
        assertThat(set.classNames()).isEqualTo(DIGITS);
        assertThat(List.of(set.label(0), set.label(1), set.label(2))).containsExactly(7, 0, 9);
        assertThat(set.pixels(0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(set.pixels(2)).containsExactly(16, 17, 18, 19, 20, 21, 22, 23);
    }

    @Test
    void findsGzipByContentNotByName() throws IOException {
        ImageSet plain = read();
        write(imageFile, gzip(Files.readAllBytes(imageFile)));
        labelFile = Files.move(labelFile, labelFile.resolveSibling("labels.gz"));

        assertThat(read().sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void readsMoreThanOneChunk() {
        int count = 3_000;
        int[] zeros = new int[count];
        write(imageFile, gzip(images(count, 28, 28)));
        write(labelFile, labels(zeros));

        ImageSet set = read();

        assertThat(set.size()).isEqualTo(count);
        byte[] last = set.pixels(count - 1);
        assertThat(last[last.length - 1]).isEqualTo((byte) (count * 28 * 28 - 1));
    }

    @Test
    void missingFile() throws IOException {
        Files.delete(labelFile);

        assertReadingFails().withMessage(labelFile + ": no such file; check the path");
    }

    @Test
    void directoryInPlaceOfFile() throws IOException {
        Files.delete(imageFile);
        Files.createDirectory(imageFile);

        assertReadingFails().withMessage(imageFile + ": is a directory; give the file itself");
    }

    @Test
    void emptyFile() {
        write(imageFile, new byte[0]);

        assertReadingFails()
                .withMessage(
                        imageFile
                                + ": expected an IDX image header (16 bytes) but the file ends after 0 bytes; download it again");
    }

    @Test
    void headerCutShort() {
        write(labelFile, bytes(new byte[2], 0x801));

        assertReadingFails()
                .withMessage(
                        labelFile
                                + ": expected an IDX label header (8 bytes) but the file ends after 6 bytes; download it again");
    }

    @Test
    void imagesCutShort() {
        write(imageFile, Arrays.copyOf(images(3, 2, 4), 39));

        assertReadingFails()
                .withMessage(imageFile
                        + ": expected 3 images of 2x4 (40 bytes) but the file ends after 39 bytes; download it again");
    }

    @Test
    void labelsCutShort() {
        write(labelFile, Arrays.copyOf(labels(7, 0, 9), 10));

        assertReadingFails()
                .withMessage(labelFile
                        + ": expected 3 labels (11 bytes) but the file ends after 10 bytes; download it again");
    }

    @Test
    void bytesAfterTheImages() {
        write(imageFile, Arrays.copyOf(images(3, 2, 4), 41));

        assertReadingFails()
                .withMessage(imageFile + ": expected 3 images of 2x4 (40 bytes) but the file goes on after byte 40;"
                        + " check that it is the right file, or get it again");
    }

    @Test
    void bytesAfterTheLabelsInGzip() {
        write(labelFile, gzip(Arrays.copyOf(labels(7, 0, 9), 12)));

        assertReadingFails()
                .withMessageStartingWith(
                        labelFile + ": expected 3 labels (11 bytes) but the file goes on after byte 11");
    }

    @Test
    void completeGzipOfTooFewImages() {
        write(imageFile, gzip(Arrays.copyOf(images(3, 2, 4), 39)));

        assertReadingFails()
                .withMessage(imageFile + ": expected 3 images of 2x4 (40 bytes) but the file ends after 39 bytes"
                        + " (uncompressed); download it again");
    }

    @Test
    void gzipCutShort() {
        byte[] whole = gzip(images(3, 2, 4));
        write(imageFile, Arrays.copyOf(whole, whole.length - 20));

        assertReadingFails()
                .withMessageMatching("\\Q" + imageFile
                        + "\\E: expected 3 images of 2x4 \\(40 bytes\\) but the gzip data ends after \\d+ bytes"
                        + " \\(uncompressed\\); download it again");
    }

    @Test
    void gzipCutShortInItsHeader() {
        write(imageFile, Arrays.copyOf(gzip(images(3, 2, 4)), 5));

        assertReadingFails().withMessage(imageFile + ": its start cannot be read (it ends early); get the file again");
    }

    @Test
    void gzipWithDamagedBlock() {
        byte[] damaged = gzip(images(3, 2, 4));
        damaged[10] = 0x07; // the block type that deflate reserves
        write(imageFile, damaged);

        assertReadingFails()
                .withMessage(imageFile + ": expected an IDX image header (16 bytes) but the gzip data is damaged after"
                        + " 0 bytes (invalid block type); download it again");
    }

    @Test
    void gzipWithWrongChecksum() {
        byte[] damaged = gzip(labels(7, 0, 9));
        damaged[damaged.length - 8] ^= 1;
        write(labelFile, damaged);

        assertReadingFails()
                .withMessage(labelFile + ": expected 3 labels (11 bytes) but the gzip data is damaged after 11 bytes"
                        + " (Corrupt GZIP trailer); download it again");
    }

    @Test
    void swappedFiles() {
        Path images = imageFile;
        imageFile = labelFile;
        labelFile = images;

        assertReadingFails()
                .withMessage(imageFile + ": is an IDX label file (magic number 0x00000801) in place of an IDX image"
                        + " file (0x00000803); are the two files swapped?");
    }

    @Test
    void imagesInPlaceOfLabels() {
        labelFile = imageFile;

        assertReadingFails()
                .withMessage(labelFile + ": is an IDX image file (magic number 0x00000803) in place of an IDX label"
                        + " file (0x00000801); are the two files swapped?");
    }

    @Test
    void fileOfAnotherFormat() {
        write(imageFile, "<html>not found</html>".getBytes());

        assertReadingFails()
                .withMessage(imageFile + ": starts with 0x3c68746d, not with an IDX image file's magic number"
                        + " 0x00000803; give another file or download it again");
    }

    @Test
    void numbersOfImagesAndLabelsDiffer() {
        write(labelFile, labels(1, 2));

        assertReadingFails()
                .withMessage("%s: has 2 labels but %s has 3 images; use two files that belong together"
                        .formatted(labelFile, imageFile));
    }

    @Test
    void labelThatIsNoClass() {
        write(labelFile, labels(7, 10, 9));

        assertReadingFails()
                .withMessage(
                        labelFile + ": label 10 of image 1 (byte offset 9) is outside 0..9; is it another data set?");
    }

    @Test
    void classNamesBoundTheLabels() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> IdxReader.read("two classes", imageFile, labelFile, List.of("no", "yes")))
                .withMessageContaining("label 7 of image 0 (byte offset 8) is outside 0..1");
    }

    @Test
    void noImages() {
        write(imageFile, images(0, 2, 4));

        assertReadingFails().withMessageContaining("header's number of images is 0, outside 1..2147483647");
    }

    @Test
    void impossibleSide() {
        write(imageFile, bytes(new byte[0], 0x803, 3, 2, -4));

        assertReadingFails()
                .withMessage(imageFile
                        + ": the header's image width is -4, outside 1..16384; the file is damaged, download it again");
    }

    @Test
    void headerThatClaimsGigabytesCostsNoMemory() {
        write(imageFile, bytes(new byte[100], 0x803, 50_000, 200, 200));
        write(labelFile, bytes(new byte[0], 0x801, 50_000));

        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertReadingFails()
                .withMessage(imageFile + ": expected 50000 images of 200x200 (2000000016 bytes) but the file ends"
                        + " after 116 bytes; download it again");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
    }

    @Test
    void headerThatClaimsMoreThanAnArrayHolds() {
        write(imageFile, bytes(new byte[100], 0x803, 60_000, 200, 200));
        write(labelFile, bytes(new byte[0], 0x801, 60_000));

        assertReadingFails()
                .withMessage(imageFile + ": expected 60000 images of 200x200 (2400000016 bytes), more than the"
                        + " 2147483639 bytes that can be held; if that is not what the file should be, get it again");
    }

    private ImageSet read() {
        return IdxReader.read("digits", imageFile, labelFile, DIGITS);
    }

    private ThrowableAssertAlternative<DataFileException> assertReadingFails() {
        return assertThatExceptionOfType(DataFileException.class).isThrownBy(this::read);
    }
}
