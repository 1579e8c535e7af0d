// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainTestSplitTests {

    private final TrainTestSplit split = new TrainTestSplit(numbered(100), numbered(10));

    @Test
    void nothingIsHeldOutUnlessAskedFor() {
        TrainValidationTestSplit all = split.holdOut(0);

        assertThat(all.validation()).isEmpty();
        assertThat(all.train()).isSameAs(split.train());
        assertThat(split.holdOut(0, 7).validation()).isEmpty();
    }

    @Test
    void holdsOutTheLastImages() {
        TrainValidationTestSplit parts = split.holdOut(30);

        assertThat(numbers(parts.train())).isEqualTo(range(0, 70));
        assertThat(numbers(parts.validation().orElseThrow())).isEqualTo(range(70, 100));
        assertThat(parts.test()).isSameAs(split.test());
        assertThat(parts.train().source()).isEqualTo("a test (without the last 30 of 100)");
        assertThat(parts.validation().orElseThrow().source()).isEqualTo("a test (last 30 of 100)");
    }

    @Test
    void drawnImagesFollowTheSeedAndEachIsInOnePart() {
        TrainValidationTestSplit parts = split.holdOut(30, 7);
        List<Integer> validation = numbers(parts.validation().orElseThrow());

        List<Integer> all = new ArrayList<>(numbers(parts.train()));
        all.addAll(validation);
        assertThat(all).hasSize(100).containsExactlyInAnyOrderElementsOf(range(0, 100));
        assertThat(validation).hasSize(30).isSorted().isNotEqualTo(range(70, 100));
        assertThat(numbers(split.holdOut(30, 7).validation().orElseThrow())).isEqualTo(validation);
        assertThat(numbers(split.holdOut(30, 8).validation().orElseThrow())).isNotEqualTo(validation);
        assertThat(parts.validation().orElseThrow().source()).isEqualTo("a test (30 of 100 drawn with seed 7)");
    }

    @Test
    void labelsStayWithTheirImages() {
        ImageSet validation = split.holdOut(30, 7).validation().orElseThrow();

        for (int image = 0; image < validation.size(); image++) {
            assertThat(validation.label(image)).isEqualTo(validation.pixels(image)[0] % 10);
        }
    }

    @Test
    void somethingMustBeLeftToTrainOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> split.holdOut(100))
                .withMessage("cannot hold out 100 of the 100 training images of numbers; give 0..99");
        assertThatIllegalArgumentException().isThrownBy(() -> split.holdOut(-1, 3));
    }

    private static ImageSet numbered(int count) {
        byte[] pixels = new byte[count];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++) {
            pixels[image] = (byte) image;
            labels[image] = image % 10;
        }
        return ImageSet.of(
                "numbers",
                "a test",
                new ImageShape(1, 1, 1),
                pixels,
                labels,
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    }

    private static List<Integer> numbers(ImageSet set) {
        return IntStream.range(0, set.size())
                .mapToObj(image -> (int) set.pixels(image)[0])
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
