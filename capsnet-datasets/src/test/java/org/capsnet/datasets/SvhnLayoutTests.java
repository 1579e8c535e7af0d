// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** On MATLAB files like those of http://ufldl.stanford.edu/housenumbers/, with few images. */
class SvhnLayoutTests {

    private final ImageDataSet svhn = DataSetCatalog.bundled().named("svhn");

    @TempDir
    private Path folder;

    @Test
    void readsImagesChannelByChannelAndRowByRow() throws IOException {
        write("train_32x32.mat", images(32, 3), labels(1, 9, 10));
        write("test_32x32.mat", images(32, 1), labels(5));

        TrainTestSplit split = svhn.read(folder);

        assertThat(split.train().shape()).isEqualTo(new ImageShape(3, 32, 32));
        byte[] pixels = split.train().pixels(2);
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    assertThat(pixels[(channel * 32 + row) * 32 + column]).isEqualTo(value(row, column, channel, 2));
                }
            }
        }
        assertThat(split.test().size()).isEqualTo(1);
        assertThat(split.test().source())
                .isEqualTo(folder.resolve("test_32x32.mat").toString());
    }

    @Test
    void labelTenIsTheDigitZero() throws IOException {
        write("train_32x32.mat", images(32, 3), labels(1, 9, 10));
        write("test_32x32.mat", images(32, 1), labels(5));

        ImageSet train = svhn.read(folder).train();

        assertThat(train.label(0)).isEqualTo(1);
        assertThat(train.label(1)).isEqualTo(9);
        assertThat(train.label(2)).isEqualTo(0);
        assertThat(train.classNames().get(train.label(2))).isEqualTo("0");
    }

    @Test
    void rejectsALabelOutOfRange() throws IOException {
        write("train_32x32.mat", images(32, 2), labels(1, 0));

        assertFails("label 0 of image 1 is outside 1..10");
    }

    @Test
    void rejectsImagesOfAnotherShape() throws IOException {
        write("train_32x32.mat", images(16, 2), labels(1, 2));

        assertFails("X is [16, 32, 3, 2] of uint8 but should be [32, 32, 3, N] of uint8");
    }

    @Test
    void rejectsImagesOfAnotherType() throws IOException {
        write("train_32x32.mat", Mat5.newMatrix(new int[] {32, 32, 3, 2}, MatlabType.Double), labels(1, 2));

        assertFails("X is [32, 32, 3, 2] of double");
    }

    @Test
    void rejectsAnotherNumberOfLabelsThanImages() throws IOException {
        write("train_32x32.mat", images(32, 2), labels(1, 2, 3));

        assertFails("has 3 labels but 2 images");
    }

    @Test
    void rejectsADamagedFile() throws IOException {
        write("train_32x32.mat", images(32, 2), labels(1, 2));
        Path file = folder.resolve("train_32x32.mat");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertFails("is damaged or no MATLAB file of version 5");
        Files.writeString(file, "<html>404</html>");
        assertFails("is damaged or no MATLAB file of version 5");
    }

    @Test
    void damageAnywhereIsToldAsDamage() throws IOException {
        write("train_32x32.mat", images(32, 2), labels(1, 2));
        Path file = folder.resolve("train_32x32.mat");
        byte[] bytes = Files.readAllBytes(file);
        int told = 0;
        for (int index = 0; index < bytes.length; index += index < 300 ? 1 : 37) {
            byte[] damaged = bytes.clone();
            damaged[index] ^= 0x55;
            Files.write(file, damaged);
            try {
                svhn.read(folder);
            } catch (DataFileException expected) {
                told++;
            }
        }

        // Not each, since a file has bytes that don't matter; any other exception fails this test.
        assertThat(told).isGreaterThan(30);
    }

    @Test
    void rejectsAFileOfOtherArrays() throws IOException {
        Mat5.writeToFile(
                Mat5.newMatFile().addArray("Z", labels(1)),
                folder.resolve("train_32x32.mat").toFile());

        assertFails("is damaged or no MATLAB file of version 5 with X and y");
    }

    @Test
    void tellsHowToGetWhatIsMissing() {
        assertFails("no such file; get it with: capsnet data get svhn");
    }

    private void assertFails(String message) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> svhn.read(folder))
                .withMessageStartingWith(folder.resolve("train_32x32.mat") + ": ")
                .withMessageContaining(message);
    }

    private void write(String name, Matrix images, Matrix labels) throws IOException {
        Mat5.writeToFile(
                Mat5.newMatFile().addArray("X", images).addArray("y", labels),
                folder.resolve(name).toFile());
    }

    private static Matrix images(int height, int count) {
        Matrix images = Mat5.newMatrix(new int[] {height, 32, 3, count}, MatlabType.UInt8);
        for (int image = 0; image < count; image++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int column = 0; column < 32; column++) {
                    for (int row = 0; row < height; row++) {
                        images.setByte(new int[] {row, column, channel, image}, value(row, column, channel, image));
                    }
                }
            }
        }
        return images;
    }

    private static byte value(int row, int column, int channel, int image) {
        return (byte) (row * 5 + column * 11 + channel * 67 + image * 101);
    }

    private static Matrix labels(int... marks) {
        Matrix labels = Mat5.newMatrix(marks.length, 1, MatlabType.UInt8);
        for (int image = 0; image < marks.length; image++) {
            labels.setInt(image, marks[image]);
        }
        return labels;
    }
}
