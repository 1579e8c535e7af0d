// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageSetTests {

    private static final ImageShape COLOUR = new ImageShape(3, 1, 2);
    private static final List<String> NAMES = List.of("cat", "dog", "none");

    private final byte[] pixels = {0, 1, 2, 3, 4, 5, -6, -5, -4, -3, -2, -1};
    private final int[] labels = {1, 0};

    @Test
    void holdsColourImagesAndLabels() {
        ImageSet set = set(pixels, labels);

        assertThat(set.size()).isEqualTo(2);
        assertThat(set.classCount()).isEqualTo(3);
        assertThat(set.pixels(1)).containsExactly(-6, -5, -4, -3, -2, -1);
        assertThat(set.label(0)).isEqualTo(1);
        assertThat(set).hasToString("pets: 2 images of 1x2x3 in 3 classes from a test");
    }

    @Test
    void doesNotChangeWithTheArraysGivenAndReturned() {
        ImageSet set = set(pixels, labels);
        String before = set.sha256();

        pixels[0] = 9;
        labels[0] = 2;
        set.pixels(0)[0] = 9;

        assertThat(set.sha256()).isEqualTo(before);
    }

    @Test
    void takesTheFirstImages() {
        ImageSet first = set(pixels, labels).take(1);

        assertThat(first.size()).isEqualTo(1);
        assertThat(first.pixels(0)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(first.label(0)).isEqualTo(1);
        assertThat(first.classNames()).isEqualTo(NAMES);
        assertThat(first.source()).isEqualTo("a test (first 1 of 2)");
    }

    @Test
    void takesAll() {
        assertThat(set(pixels, labels).take(2).sha256())
                .isEqualTo(set(pixels, labels).sha256());
    }

    @Test
    void cannotTakeMoreThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(pixels, labels).take(3))
                .withMessage("cannot take 3 images of pets; it has 1..2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(pixels, labels).take(0))
                .withMessage("cannot take 0 images of pets; it has 1..2");
    }

    @Test
    void sha256IsOfTheDocumentedBytes() {
        // printf '\0\0\0\2\0\0\0\3\0\0\0\1\0\0\0\2\0\0\0\1\0\0\0\0\0\1\2\3\4\5\372\373\374\375\376\377' | sha256sum
        assertThat(set(pixels, labels).sha256())
                .isEqualTo("4755fb1847237cf9852d449b9507c11d168a954bed6a6daf2e300c4503e3dd3a");
    }

    @Test
    void sha256TellsShapesLabelsAndPixelsApart() {
        String original = set(pixels, labels).sha256();

        assertThat(ImageSet.of("pets", "a test", new ImageShape(3, 2, 1), pixels, labels, NAMES)
                        .sha256())
                .isNotEqualTo(original);
        assertThat(set(pixels, new int[] {1, 1}).sha256()).isNotEqualTo(original);
        pixels[11] = 0;
        assertThat(set(pixels, labels).sha256()).isNotEqualTo(original);
    }

    @Test
    void thereIsNoImageBeyondTheLast() {
        ImageSet set = set(pixels, labels);

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.pixels(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.pixels(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> set.label(2));
    }

    @Test
    void rejectsContentThatDoesNotBelongTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(new byte[0], new int[0]))
                .withMessage("image set pets has no images; give at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(new byte[11], labels))
                .withMessage("image set pets has 11 pixel bytes; 2 labels and images of 1x2x3 need 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(pixels, new int[] {0, 3}))
                .withMessage("image set pets: label 3 at index 1 is outside 0..2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set(pixels, new int[] {-1, 0}))
                .withMessage("image set pets: label -1 at index 0 is outside 0..2");
    }

    @Test
    void rejectsImpossibleShapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageShape(0, 28, 28))
                .withMessageContaining("[0, 28, 28] has a number below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageShape(3, 30_000, 30_000))
                .withMessageContaining("[3, 30000, 30000] has more than 2147483647 values");
    }

    @Test
    void splitNeedsOneShapeAndOneListOfClasses() {
        ImageSet set = set(pixels, labels);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainTestSplit(
                        set, ImageSet.of("pets", "b", new ImageShape(3, 2, 1), pixels, labels, NAMES)))
                .withMessageContaining("training images are 1x2x3 but test images are 2x1x3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainTestSplit(
                        set, ImageSet.of("pets", "b", COLOUR, pixels, labels, List.of("dog", "cat"))))
                .withMessageContaining("training classes [cat, dog, none] differ from test classes [dog, cat]");
    }

    private static ImageSet set(byte[] pixels, int[] labels) {
        return ImageSet.of("pets", "a test", COLOUR, pixels, labels, NAMES);
    }
}
