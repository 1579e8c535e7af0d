// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class RandomShiftTests {

    private static final int COUNT = 600;
    private static final int HEIGHT = 6;
    private static final int WIDTH = 7;

    /** Every pixel of an image, in every channel, has a value of its own, and none is zero. */
    private final ImageSet images = images(COUNT, 3);

    @Test
    void movesAllChannelsAlikeByUpToTwoPixelsAndFillsUpWithZeros() {
        Set<String> shifts = new TreeSet<>();
        for (INDArray image : featuresByIndex(iterator(64, 5), 0).values()) {
            shifts.add(shiftOf(image));
        }

        // All 25, since 600 images are drawn.
        assertThat(shifts).hasSize(25).contains("-2 -2", "-2 2", "0 0", "2 -2", "2 2");
    }

    @Test
    void dependsOnNeitherTheBatchSizeNorTheOrderNorTheThread() {
        Map<Integer, INDArray> expected = featuresByIndex(iterator(64, 5), 1);

        assertThat(featuresByIndex(iterator(7, 5), 1)).isEqualTo(expected);
        ImageSetIterator unshuffled =
                ImageSetIterator.over(images).batchSize(100).build();
        unshuffled.setPreProcessor(new RandomShift(2, 5));
        assertThat(featuresByIndex(unshuffled, 1)).isEqualTo(expected);
        ImageSetIterator prefetched = iterator(64, 5);
        prefetched.startEpoch(1);
        assertThat(collect(new AsyncDataSetIterator(prefetched, 3))).isEqualTo(expected);
    }

    @Test
    void differsBetweenEpochsAndSeeds() {
        Map<Integer, INDArray> first = featuresByIndex(iterator(64, 5), 0);

        assertThat(featuresByIndex(iterator(64, 5), 0)).isEqualTo(first);
        assertThat(equal(first, featuresByIndex(iterator(64, 5), 1))).isLessThan(COUNT / 10);
        assertThat(equal(first, featuresByIndex(iterator(64, 6), 0))).isLessThan(COUNT / 10);
        // Seed 6 in epoch 0 isn't seed 5 in epoch 1.
        assertThat(equal(featuresByIndex(iterator(64, 5), 1), featuresByIndex(iterator(64, 6), 0)))
                .isLessThan(COUNT / 10);
    }

    @Test
    void byNoPixelsChangesNothing() {
        ImageSetIterator plain = ImageSetIterator.over(images).build();
        ImageSetIterator shifted = ImageSetIterator.over(images).build();
        shifted.setPreProcessor(new RandomShift(0, 1));

        assertThat(shifted.next().getFeatures()).isEqualTo(plain.next().getFeatures());
    }

    @Test
    void byMoreThanTheImageLeavesOnlyZerosOrAPart() {
        ImageSetIterator iterator =
                ImageSetIterator.over(images).batchSize(COUNT).build();
        iterator.setPreProcessor(new RandomShift(20, 1));

        INDArray features = iterator.next().getFeatures();

        assertThat(features.gt(0).castTo(DataType.DOUBLE).meanNumber().doubleValue())
                .isBetween(0.01, 0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE", "HALF"})
    void keepsTypeAndLabels(DataType type) {
        ImageSetIterator plain = ImageSetIterator.over(images).dataType(type).build();
        ImageSetIterator shifted = ImageSetIterator.over(images).dataType(type).build();
        shifted.setPreProcessor(new RandomShift(2, 1));

        DataSet batch = shifted.next();

        assertThat(batch.getFeatures().dataType()).isEqualTo(type);
        assertThat(batch.getLabels()).isEqualTo(plain.next().getLabels());
    }

    @Test
    void rejectsBatchesOfOtherIterators() {
        DataSet batch = new DataSet(Nd4j.ones(2, 1, 4, 4), Nd4j.ones(2, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomShift(2, 1).preProcess(batch))
                .withMessageContaining("needs the batches of an ImageSetIterator");
        batch.setExampleMetaData(List.of("first", "second"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomShift(2, 1).preProcess(batch))
                .withMessageContaining("is told by first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomShift(2, 1).preProcess(new DataSet(Nd4j.ones(2, 16), Nd4j.ones(2, 3))))
                .withMessageContaining("shape [2, 16]");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomShift(-1, 1));
    }

    private ImageSetIterator iterator(int batchSize, long seed) {
        ImageSetIterator iterator = ImageSetIterator.over(images)
                .batchSize(batchSize)
                .shuffle(batchSize)
                .build();
        iterator.setPreProcessor(new RandomShift(2, seed));
        return iterator;
    }

    private static Map<Integer, INDArray> featuresByIndex(ImageSetIterator iterator, int epoch) {
        iterator.startEpoch(epoch);
        return collect(iterator);
    }

    private static Map<Integer, INDArray> collect(DataSetIterator iterator) {
        Map<Integer, INDArray> result = new TreeMap<>();
        while (iterator.hasNext()) {
            DataSet batch = iterator.next();
            for (int row = 0; row < batch.numExamples(); row++) {
                ImageSetIterator.Example example =
                        (ImageSetIterator.Example) batch.getExampleMetaData().get(row);
                result.put(example.index(), batch.getFeatures().slice(row).dup());
            }
        }
        assertThat(result).hasSize(COUNT);
        return result;
    }

    private static long equal(Map<Integer, INDArray> first, Map<Integer, INDArray> second) {
        return first.keySet().stream()
                .filter(index -> first.get(index).equals(second.get(index)))
                .count();
    }

    /** Finds how an image was moved, and checks every pixel. */
    private static String shiftOf(INDArray image) {
        List<String> matches = new ArrayList<>();
        for (int down = -2; down <= 2; down++) {
            for (int right = -2; right <= 2; right++) {
                if (isShifted(image, down, right)) {
                    matches.add(down + " " + right);
                }
            }
        }
        assertThat(matches).hasSize(1);
        return matches.get(0);
    }

    private static boolean isShifted(INDArray image, int down, int right) {
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int fromY = y - down;
                    int fromX = x - right;
                    boolean inside = fromY >= 0 && fromY < HEIGHT && fromX >= 0 && fromX < WIDTH;
                    float expected = inside ? value(channel, fromY, fromX) / 255f : 0;
                    if (image.getFloat(channel, y, x) != expected) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static int value(int channel, int y, int x) {
        return 1 + (channel * HEIGHT + y) * WIDTH + x;
    }

    private static ImageSet images(int count, int channels) {
        int values = channels * HEIGHT * WIDTH;
        byte[] pixels = new byte[count * values];
        for (int index = 0; index < pixels.length; index++) {
            pixels[index] = (byte) (1 + index % values);
        }
        return ImageSet.of(
                "numbers",
                "a test",
                new ImageShape(channels, HEIGHT, WIDTH),
                pixels,
                new int[count],
                List.of("a", "b"));
    }
}
