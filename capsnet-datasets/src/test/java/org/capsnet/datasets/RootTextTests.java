// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people write numbers with other digits, messages and sources of data are what they are everywhere. */
class RootTextTests {

    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void resetLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "hi-IN-u-nu-deva", "tr-TR"})
    void imagesTellOfThemselvesInTheDigitsOfEverywhere(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        ImageSet images = images(12);

        assertThat(images).hasToString("digits: 12 images of 1x2 in 2 classes from a test");
        assertThat(images.take(7).source()).isEqualTo("a test (first 7 of 12)");
        TrainTestSplit split = new TrainTestSplit(images, images(3));
        assertThat(split.holdOut(5).train().source()).isEqualTo("a test (without the last 5 of 12)");
        assertThat(split.holdOut(5, 19).validation().orElseThrow().source())
                .isEqualTo("a test (5 of 12 drawn with seed 19)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> split.holdOut(12))
                .withMessageStartingWith("cannot hold out 12 of the 12 training images of digits; give 0..11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageShape(1, 0, 28))
                .withMessageStartingWith("image shape [1, 0, 28] has a number below 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "hi-IN-u-nu-deva", "tr-TR"})
    void filesAreComplainedOfInTheDigitsOfEverywhere(String locale) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Path images = Files.write(
                folder.resolve("images"),
                ByteBuffer.allocate(17)
                        .putInt(0x803)
                        .putInt(10)
                        .putInt(28)
                        .putInt(28)
                        .array());
        Path labels = Files.write(
                folder.resolve("labels"),
                ByteBuffer.allocate(8).putInt(0x801).putInt(10).array());

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> IdxReader.read("digits", images, labels, List.of("a", "b")))
                .withMessageContaining("10 images of 28x28 (7856 bytes)")
                .withMessageContaining("ends after 17 bytes");
        assertThat(RootText.letters("SVHN-Digits 32")).isEqualTo("svhndigits32");
    }

    private static ImageSet images(int count) {
        return ImageSet.of(
                "digits", "a test", new ImageShape(1, 1, 2), new byte[2 * count], new int[count], List.of("a", "b"));
    }
}
