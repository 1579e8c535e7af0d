// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.capsnet.datasets.DataFileException;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.datasets.TrainValidationTestSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSelectionTests {

    @TempDir
    private Path folder;

    @Test
    void theEmbeddedImagesAreAsAnnounced() {
        TrainTestSplit images = FashionMnist.embedded();
        ImageSource source = ImageSource.named("embedded").orElseThrow();

        assertThat(source.trainCount()).isEqualTo(images.train().size());
        assertThat(source.testCount()).isEqualTo(images.test().size());
        assertThat(source.classes()).isEqualTo(images.train().classCount());
        assertThat(source.shape()).isEqualTo(images.train().shape());
    }

    @Test
    void validationImagesComeFromTheEndHoweverFewAreTrainedOn() {
        TrainTestSplit all = FashionMnist.embedded();

        TrainValidationTestSplit few = read(new DataSelection("embedded", 5, 3, 2, 0));

        assertThat(few.train().size()).isEqualTo(5);
        assertThat(few.test().size()).isEqualTo(2);
        assertThat(few.train().pixels(0)).isEqualTo(all.train().pixels(0));
        assertThat(few.validation().orElseThrow().size()).isEqualTo(3);
        assertThat(few.validation().orElseThrow().pixels(2))
                .isEqualTo(all.train().pixels(all.train().size() - 1));
    }

    @Test
    void imagesThatArentHereSayHowToGetThem() {
        DataSelection mnist = new DataSelection("mnist", 5, 0, 5, 0);

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> read(mnist))
                .withMessageContaining("capsnet data get mnist");
    }

    @ParameterizedTest
    @CsvSource({
        "5001, 0, 1, 0, training images must be 1 to 5000 but is 5001",
        "4991, 10, 1, 0, training images must be 1 to 4990 but is 4991",
        "1, 5000, 1, 0, validation images must be 0 to 4999 but is 5000",
        "1, 0, 1001, 0, test images must be 1 to 1000 but is 1001",
        "1, 0, 1, 15, shift must be 0 to 14 but is 15"
    })
    void moreThanThereAreIsRefused(int training, int validation, int test, int shift, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSelection("embedded", training, validation, test, shift))
                .withMessage(message);
    }

    private TrainValidationTestSplit read(DataSelection selection) {
        return selection.read(new DataSetFolders(List.of(folder)));
    }
}
