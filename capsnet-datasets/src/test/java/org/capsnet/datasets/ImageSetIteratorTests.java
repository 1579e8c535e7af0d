// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class ImageSetIteratorTests {

    @Test
    void batchHoldsScaledImagesAndOneHotLabels() {
        byte[] pixels = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255, 1, 2, 3, 4, 5, 6};
        ImageSet images = ImageSet.of(
                "colour", "a test", new ImageShape(3, 1, 2), pixels, new int[] {2, 0}, List.of("zero", "one", "two"));

        DataSet batch = ImageSetIterator.over(images).batchSize(2).build().next();

        assertThat(batch.getFeatures().shape()).containsExactly(2, 3, 1, 2);
        assertThat(batch.getLabels().shape()).containsExactly(2, 3);
        assertThat(batch.getFeatures().getFloat(0, 0, 0, 1)).isEqualTo(0.2f);
        assertThat(batch.getFeatures().getFloat(0, 1, 0, 0)).isEqualTo(0.4f);
        assertThat(batch.getFeatures().getFloat(0, 2, 0, 1)).isEqualTo(1f);
        assertThat(batch.getFeatures().getFloat(1, 2, 0, 1)).isEqualTo(6 / 255f);
        assertThat(batch.getLabels().toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0, 1}, {1, 0, 0}});
    }

    @Test
    void keepsTheOrderUnlessShuffled() {
        DataSetIterator iterator =
                ImageSetIterator.over(numbered(10)).batchSize(4).build();

        assertThat(drain(iterator)).containsExactlyElementsOf(upTo(10));
        iterator.reset();
        assertThat(drain(iterator)).containsExactlyElementsOf(upTo(10));
    }

    @Test
    void shuffledEpochHoldsEveryImageOnce() {
        assertThat(drain(shuffled(100, 7, 1)))
                .containsExactlyInAnyOrderElementsOf(upTo(100))
                .isNotEqualTo(upTo(100));
    }

    @Test
    void imagesKeepTheirLabelsWhenShuffled() {
        DataSet batch = shuffled(100, 100, 1).next();

        for (int row = 0; row < 100; row++) {
            int image = imageAt(batch, row);
            assertThat(batch.getLabels().getRow(row).argMax().getInt(0)).isEqualTo(image % 10);
        }
    }

    @Test
    void orderIsTheSameOnEveryJavaAndPlatform() {
        // A change of these numbers breaks the repetition of every run made before it.
        assertThat(drain(shuffled(10, 10, 42))).containsExactly(0, 5, 9, 6, 8, 4, 7, 1, 3, 2);
    }

    @Test
    void orderFollowsSeedAndEpoch() {
        ImageSetIterator iterator = shuffled(100, 10, 1);
        List<Integer> first = drain(iterator);
        iterator.reset();
        List<Integer> second = drain(iterator);

        assertThat(second).isNotEqualTo(first);
        assertThat(drain(shuffled(100, 10, 1))).isEqualTo(first);
        assertThat(drain(shuffled(100, 10, 2))).isNotEqualTo(first).isNotEqualTo(second);
    }

    @Test
    void orderDoesNotDependOnWhatWasReadBeforeOrOnTheBatchSize() {
        ImageSetIterator steady = shuffled(100, 10, 1);
        drain(steady);
        steady.reset();
        drain(steady);
        steady.reset();
        List<Integer> third = drain(steady);

        ImageSetIterator impatient = shuffled(100, 32, 1);
        impatient.next();
        impatient.reset();
        impatient.next(3);
        impatient.reset();
        assertThat(drain(impatient)).isEqualTo(third);

        ImageSetIterator resumed = shuffled(100, 1, 1);
        resumed.startEpoch(2);
        assertThat(drain(resumed)).isEqualTo(third);
        resumed.startEpoch(2);
        assertThat(drain(resumed)).isEqualTo(third);
    }

    @Test
    void orderDoesNotDependOnTheGlobalGenerator() {
        Nd4j.getRandom().setSeed(1);
        List<Integer> order = drain(shuffled(100, 10, 1));
        Nd4j.getRandom().setSeed(2);
        long before = Nd4j.getRandom().getSeed();

        assertThat(drain(shuffled(100, 10, 1))).isEqualTo(order);
        assertThat(Nd4j.getRandom().getSeed()).isEqualTo(before);
    }

    @Test
    void countsEpochs() {
        ImageSetIterator iterator = shuffled(10, 5, 1);

        assertThat(iterator.epoch()).isZero();
        iterator.reset();
        assertThat(iterator.epoch()).isEqualTo(1);
        iterator.startEpoch(7);
        drain(iterator);
        assertThat(iterator.epoch()).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> iterator.startEpoch(-1))
                .withMessage("epoch -1 is negative; the first epoch is 0");
    }

    @Test
    void lastBatchIsSmaller() {
        assertThat(batchSizes(ImageSetIterator.over(numbered(10)).batchSize(4).build()))
                .containsExactly(4, 4, 2);
    }

    @Test
    void lastBatchIsDroppedOnlyIfSmaller() {
        assertThat(batchSizes(ImageSetIterator.over(numbered(10))
                        .batchSize(4)
                        .dropLast()
                        .build()))
                .containsExactly(4, 4);
        assertThat(batchSizes(ImageSetIterator.over(numbered(8))
                        .batchSize(4)
                        .dropLast()
                        .build()))
                .containsExactly(4, 4);
    }

    @Test
    void onlyBatchIsNeverDropped() {
        ImageSetIterator.Builder builder =
                ImageSetIterator.over(numbered(3)).batchSize(4).dropLast();

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("dropLast() leaves no batch: batch size 4 exceeds the 3 images of numbers; use smaller"
                        + " batches");
    }

    @Test
    void usedUpEpochHasNoNextBatch() {
        ImageSetIterator iterator = ImageSetIterator.over(numbered(2)).build();
        iterator.next();

        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(iterator::next)
                .withMessage("epoch 0 of numbers has no batch left; call reset() for the next epoch");
    }

    @Test
    void rejectsBatchesBelowOneImage() {
        ImageSetIterator.Builder builder = ImageSetIterator.over(numbered(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.batchSize(0))
                .withMessage("batch size 0 is below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.build().next(0))
                .withMessage("a batch of 0 images is impossible; ask for 1 or more");
    }

    @Test
    void preProcessorSeesEveryBatch() {
        ImageSetIterator iterator =
                ImageSetIterator.over(numbered(3)).batchSize(2).build();
        DataSetPreProcessor invert =
                batch -> batch.setFeatures(batch.getFeatures().rsub(1));

        iterator.setPreProcessor(invert);

        assertThat(iterator.getPreProcessor()).isSameAs(invert);
        assertThat(iterator.next().getFeatures().getFloat(1, 0, 0, 0)).isEqualTo(1 - 1 / 255f);
        assertThat(iterator.next().getFeatures().getFloat(0, 0, 0, 0)).isEqualTo(1 - 2 / 255f);
    }

    @Test
    void prefetchGivesTheSameBatches() {
        ImageSetIterator direct = shuffled(100, 7, 5);
        List<Integer> first = drain(direct);
        direct.reset();
        List<Integer> second = drain(direct);
        assertThat(direct.asyncSupported()).isTrue();

        AsyncDataSetIterator prefetching = new AsyncDataSetIterator(shuffled(100, 7, 5), 2);
        try {
            assertThat(drain(prefetching)).isEqualTo(first);
            prefetching.reset();
            assertThat(drain(prefetching)).isEqualTo(second);
        } finally {
            prefetching.shutdown();
        }
    }

    @Test
    void valuesHaveTheDefaultTypeUnlessTold() {
        ImageSetIterator.Builder builder = ImageSetIterator.over(numbered(3));
        DataType before = Nd4j.defaultFloatingPointType();
        try {
            for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
                Nd4j.setDefaultDataTypes(type, type);
                DataSet batch = builder.build().next();
                assertThat(batch.getFeatures().dataType()).isEqualTo(type);
                assertThat(batch.getLabels().dataType()).isEqualTo(type);
                assertThat(batch.getFeatures().getDouble(2, 0, 0, 0)).isEqualTo(2 / 255f);
            }
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
        DataSet half = builder.dataType(DataType.FLOAT16).build().next();
        assertThat(half.getFeatures().dataType()).isEqualTo(DataType.FLOAT16);
        assertThat(half.getFeatures().getDouble(2, 0, 0, 0)).isBetween(0.00784, 0.00785);
        assertThat(half.getLabels().getDouble(2, 2)).isEqualTo(1);
    }

    @Test
    void rejectsTypesThatHoldNoFractions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSetIterator.over(numbered(2)).dataType(DataType.INT32))
                .withMessage("data type INT cannot hold values in [0, 1]; use a type such as FLOAT");
    }

    @Test
    void describesItselfToNetworks() {
        ImageSetIterator iterator =
                ImageSetIterator.over(numbered(20)).batchSize(5).build();

        assertThat(iterator.batch()).isEqualTo(5);
        assertThat(iterator.inputColumns()).isEqualTo(1);
        assertThat(iterator.totalOutcomes()).isEqualTo(10);
        assertThat(iterator.getLabels()).hasSize(10).startsWith("0", "1");
        assertThat(iterator.resetSupported()).isTrue();
    }

    /** Returns images of one pixel each, which holds the image's index; its label is the last digit. */
    private static ImageSet numbered(int count) {
        byte[] pixels = new byte[count];
        int[] labels = new int[count];
        for (int index = 0; index < count; index++) {
            pixels[index] = (byte) index;
            labels[index] = index % 10;
        }
        List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        return ImageSet.of("numbers", "a test", new ImageShape(1, 1, 1), pixels, labels, names);
    }

    private static ImageSetIterator shuffled(int count, int batchSize, long seed) {
        return ImageSetIterator.over(numbered(count))
                .batchSize(batchSize)
                .shuffle(seed)
                .build();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Integer> drain(DataSetIterator iterator) {
        List<Integer> images = new ArrayList<>();
        while (iterator.hasNext()) {
            DataSet batch = iterator.next();
            for (int row = 0; row < batch.numExamples(); row++) {
                images.add(imageAt(batch, row));
            }
        }
        return images;
    }

    private static List<Integer> batchSizes(DataSetIterator iterator) {
        List<Integer> sizes = new ArrayList<>();
        while (iterator.hasNext()) {
            sizes.add(iterator.next().numExamples());
        }
        return sizes;
    }

    private static int imageAt(DataSet batch, int row) {
        return Math.round(batch.getFeatures().getFloat(row, 0, 0, 0) * 255);
    }
}
