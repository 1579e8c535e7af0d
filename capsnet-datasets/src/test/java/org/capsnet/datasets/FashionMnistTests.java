// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.capsnet.datasets.IdxFileWriter.gzip;
import static org.capsnet.datasets.IdxFileWriter.images;
import static org.capsnet.datasets.IdxFileWriter.labels;
import static org.capsnet.datasets.IdxFileWriter.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTests {

    @Nested
    class Embedded {

        private final TrainTestSplit split = FashionMnist.embedded();

        @Test
        void hasTheSameNumberOfImagesOfEachClass() {
            assertThat(split.train().size()).isEqualTo(5_000);
            assertThat(split.test().size()).isEqualTo(1_000);
            assertThat(imagesOfEachClass(split.train())).hasSize(10).containsOnly(500);
            assertThat(imagesOfEachClass(split.test())).hasSize(10).containsOnly(100);
        }

        @Test
        void isWhatTheScriptMadeOfTheOfficialFiles() {
            // tools/datasets/fashion_mnist_subset.py prints these values.
            assertThat(split.train().sha256())
                    .isEqualTo("952be61307c5f62fb317df9c86f9516acd8cf7a015d24d58ceb47c5846c06399");
            assertThat(split.test().sha256())
                    .isEqualTo("74f73006c96135a3c95747a2851059f0936741f78d7c20d8eee5b84ba6fea7b7");
        }

        @Test
        void tellsWhatItIs() {
            assertThat(split.train().name()).isEqualTo("fashion-mnist");
            assertThat(split.train().shape()).isEqualTo(new ImageShape(1, 28, 28));
            assertThat(split.train().source()).contains("jar", "first 500 of each class");
            assertThat(split.test().source()).contains("jar", "first 100 of each class");
            assertThat(split.train().classNames())
                    .containsExactly(
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot");
        }

        @Test
        void comesWithItsLicence() throws IOException {
            try (var licence = FashionMnist.class.getResourceAsStream("fashion-mnist/LICENSE")) {
                assertThat(licence).isNotNull();
                assertThat(new String(licence.readAllBytes())).contains("MIT License", "2017 Zalando SE");
            }
        }

        @Test
        void holdsTheFirstImagesOfTheInstalledSet() {
            assumeThat(FashionMnist.DEBIAN_DIRECTORY).isDirectory();
            TrainTestSplit full = FashionMnist.installed().orElseThrow();

            assertThat(split.train().sha256())
                    .isEqualTo(firstOfEachClass(full.train(), 500).sha256());
            assertThat(split.test().sha256())
                    .isEqualTo(firstOfEachClass(full.test(), 100).sha256());
        }
    }

    @Nested
    class FromDirectory {

        @TempDir
        private Path directory;

        @Test
        void readsPlainAndCompressedFilesOfAnySize() {
            write(directory.resolve("train-images-idx3-ubyte"), images(3, 28, 28));
            write(directory.resolve("train-labels-idx1-ubyte.gz"), gzip(labels(9, 0, 0)));
            write(directory.resolve("t10k-images-idx3-ubyte.gz"), gzip(images(2, 28, 28)));
            write(directory.resolve("t10k-labels-idx1-ubyte"), labels(2, 3));

            TrainTestSplit split = FashionMnist.from(directory);

            assertThat(split.train().size()).isEqualTo(3);
            assertThat(split.train().label(0)).isEqualTo(9);
            assertThat(split.test().size()).isEqualTo(2);
            assertThat(split.test().label(1)).isEqualTo(3);
            assertThat(split.test().source())
                    .contains(directory.resolve("t10k-images-idx3-ubyte.gz").toString());
        }

        @Test
        void readsTheFirstDirectoryThatHoldsAllFiles() throws IOException {
            Path incomplete = Files.createDirectory(directory.resolve("incomplete"));
            write(incomplete.resolve("train-images-idx3-ubyte"), images(1, 28, 28));
            Path second = writeAll("second", 28, 1, 2);
            Path third = writeAll("third", 28, 1, 2, 3);

            assertThat(FashionMnist.from(incomplete, second, third).train().size())
                    .isEqualTo(2);
        }

        @Test
        void namesTheMissingFilesAndEveryDirectory() throws IOException {
            Path incomplete = writeAll("incomplete", 28, 1);
            Files.delete(incomplete.resolve("train-labels-idx1-ubyte"));
            Files.delete(incomplete.resolve("t10k-images-idx3-ubyte"));
            Path absent = directory.resolve("absent");

            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> FashionMnist.from(incomplete, absent))
                    .withMessage("fashion-mnist: the four files train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                            + " t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, plain or with .gz, are not together"
                            + " in any directory looked in: " + incomplete + " lacks train-labels-idx1-ubyte,"
                            + " t10k-images-idx3-ubyte; " + absent + " is no directory; get them from"
                            + " https://github.com/zalandoresearch/fashion-mnist or Debian's package"
                            + " dataset-fashion-mnist, or with: capsnet data get fashion-mnist");
        }

        @Test
        void rejectsImagesOfAnotherSize() {
            Path small = writeAll("small", 8, 1);

            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> FashionMnist.from(small))
                    .withMessageStartingWith(small.resolve("train-images-idx3-ubyte")
                            + ": images are 8x8 but those of fashion-mnist are 28x28; get the files from");
        }

        @Test
        void damagedFileIsAnErrorEvenIfAnotherDirectoryFollows() {
            Path damaged = writeAll("damaged", 28, 1);
            write(damaged.resolve("t10k-labels-idx1-ubyte"), labels(10));

            assertThatExceptionOfType(DataFileException.class)
                    .isThrownBy(() -> FashionMnist.from(damaged, writeAll("good", 28, 1)))
                    .withMessageStartingWith(damaged.resolve("t10k-labels-idx1-ubyte") + ": label 10 of image 0");
        }

        private Path writeAll(String name, int side, int... marks) {
            Path target = directory.resolve(name);
            target.toFile().mkdir();
            write(target.resolve("train-images-idx3-ubyte"), images(marks.length, side, side));
            write(target.resolve("train-labels-idx1-ubyte"), labels(marks));
            write(target.resolve("t10k-images-idx3-ubyte"), images(marks.length, side, side));
            write(target.resolve("t10k-labels-idx1-ubyte"), labels(marks));
            return target;
        }
    }

    @Test
    void missingResourceIsTold() {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> DataFile.openResource("fashion-mnist/absent.gz"))
                .withMessage("class path resource fashion-mnist/absent.gz: is missing from the jar of"
                        + " capsnet-datasets; get the jar again");
    }

    private static int[] imagesOfEachClass(ImageSet set) {
        int[] counts = new int[set.classCount()];
        for (int index = 0; index < set.size(); index++) {
            counts[set.label(index)]++;
        }
        return counts;
    }

    private static ImageSet firstOfEachClass(ImageSet set, int each) {
        int[] taken = new int[set.classCount()];
        int[] chosen = IntStream.range(0, set.size())
                .filter(index -> taken[set.label(index)]++ < each)
                .toArray();
        int values = set.shape().values();
        byte[] pixels = new byte[chosen.length * values];
        for (int row = 0; row < chosen.length; row++) {
            System.arraycopy(set.pixels(chosen[row]), 0, pixels, row * values, values);
        }
        int[] labels = Arrays.stream(chosen).map(set::label).toArray();
        return ImageSet.of(set.name(), set.source(), set.shape(), pixels, labels, set.classNames());
    }
}
