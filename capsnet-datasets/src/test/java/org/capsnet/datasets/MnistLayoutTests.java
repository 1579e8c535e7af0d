// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.capsnet.datasets.IdxFileWriter.gzip;
import static org.capsnet.datasets.IdxFileWriter.images;
import static org.capsnet.datasets.IdxFileWriter.labels;
import static org.capsnet.datasets.IdxFileWriter.write;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sets whose files have the same names and sizes are never mixed up. */
class MnistLayoutTests {

    private static final String TRAIN = "train-images-idx3-ubyte";
    private static final String TEST = "t10k-images-idx3-ubyte";

    @TempDir
    private Path folder;

    // Each has 3 + 2 images, and those of the one are those of the other upside down, so to speak.
    private final byte[] digitTrain = images(3, 4, 4);
    private final byte[] digitTest = images(2, 4, 4);
    private final byte[] clothesTrain = inverted(digitTrain);
    private final byte[] clothesTest = inverted(digitTest);
    private final ImageDataSet digits = set("mnist", digitTrain, digitTest);
    private final ImageDataSet clothes = set("fashion-mnist", clothesTrain, clothesTest);

    @Nested
    class OriginalImages {

        @Test
        void areReadFromAFolderOfAnyName() {
            Path place = writeSet("fashion", digitTrain, digitTest);

            TrainTestSplit split = read(digits, place);

            assertThat(split.train().name()).isEqualTo("mnist");
            assertThat(split.train().source()).doesNotContain("taken for");
        }

        @Test
        void ofAnotherSetAreAnErrorWhateverTheFolderIsCalled() {
            Path place = writeSet("fashion-mnist", digitTrain, digitTest);

            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> read(clothes, place))
                    .withMessage(place.resolve(TRAIN + ".gz")
                            + ": these are the images of mnist, not of fashion-mnist, which has files of the same names;"
                            + " ask for mnist, or give another folder (capsnet data get fashion-mnist gets"
                            + " fashion-mnist)");
        }

        @Test
        void ofAnotherSetAreAnErrorInTheTestFilesToo() {
            Path place = writeSet("mnist", digitTrain, clothesTest);

            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> read(digits, place))
                    .withMessageStartingWith(place.resolve(TEST + ".gz") + ": these are the images of fashion-mnist");
        }
    }

    @Nested
    class OtherImages {

        private final byte[] someTrain = images(1, 4, 4);

        @Test
        void areToldByTheFolder() {
            assertThat(read(digits, writeSet("mnist", someTrain, digitTest))
                            .train()
                            .source())
                    .doesNotContain("taken for");
        }

        @Test
        void areToldByAFolderAboveInAnySpelling() {
            assertThat(read(clothes, writeSet("FashionMNIST/raw", someTrain, clothesTest))
                            .train()
                            .source())
                    .doesNotContain("taken for");
        }

        @Test
        void inAnotherSetsFolderAreAnError() {
            Path place = writeSet("MNIST/raw", someTrain, someTrain);

            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> read(clothes, place))
                    .withMessage(place
                            + ": by its folder's name this is mnist, not fashion-mnist, which looks alike, and the"
                            + " images aren't the original ones of either; ask for mnist, or rename the folder");
        }

        @Test
        void inAFolderThatTellsNothingAreTakenWithARemark() {
            TrainTestSplit split = read(clothes, writeSet("pictures", someTrain, clothesTest));

            assertThat(split.train().source())
                    .endsWith(" (neither the original images of fashion-mnist nor of mnist: taken for fashion-mnist)");
            assertThat(split.train().size()).isEqualTo(1);
            assertThat(split.test().source()).contains("taken for fashion-mnist");
        }
    }

    @Test
    void theInstalledFashionMnistIsTheOriginalAndNotMnist() {
        assumeThat(FashionMnist.DEBIAN_DIRECTORY).isDirectory();

        assertThat(FashionMnist.from(FashionMnist.DEBIAN_DIRECTORY).train().source())
                .doesNotContain("taken for");
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> DataSetCatalog.bundled().named("mnist").read(FashionMnist.DEBIAN_DIRECTORY))
                .withMessageContaining("these are the images of fashion-mnist, not of mnist");
    }

    private TrainTestSplit read(ImageDataSet set, Path place) {
        return new MnistLayout(set, List.of(digits, clothes)).read(place);
    }

    private Path writeSet(String name, byte[] train, byte[] test) {
        Path place = folder.resolve(name);
        place.toFile().mkdirs();
        write(place.resolve(TRAIN + ".gz"), gzip(train));
        write(place.resolve(TEST + ".gz"), gzip(test));
        write(place.resolve("train-labels-idx1-ubyte"), labels(new int[train[7]]));
        write(place.resolve("t10k-labels-idx1-ubyte"), labels(new int[test[7]]));
        return place;
    }

    private static byte[] inverted(byte[] file) {
        byte[] result = file.clone();
        for (int index = 16; index < file.length; index++) {
            result[index] = (byte) (255 - file[index]);
        }
        return result;
    }

    private static ImageDataSet set(String name, byte[] train, byte[] test) {
        return new ImageDataSet(
                name,
                new ImageShape(1, 4, 4),
                List.of("a", "b"),
                3,
                2,
                DataSetFormat.IDX,
                List.of(file(TRAIN, train), file(TEST, test)),
                "nowhere");
    }

    private static DataSetFile file(String name, byte[] content) {
        return new DataSetFile(
                name + ".gz",
                content.length,
                "0".repeat(64),
                List.of(new DataSetFile.Content(name, sha256(content))),
                List.of());
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
