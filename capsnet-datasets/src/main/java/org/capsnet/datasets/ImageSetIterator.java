// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apiguardian.api.API;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The batches of an {@link ImageSet}, epoch after epoch.
 *
 * <p>Features are [B, C, H, W], scaled to [0, 1]; labels are one-hot [B, K], where K is the number of
 * classes. A preprocessor, if one is set, sees each batch before it is handed out.
 *
 * <p>A new iterator stands before epoch 0; {@link #reset()} moves to the next epoch, as does a DL4J
 * network's {@code fit} that finds the epoch used up. With {@link Builder#shuffle}, the order of an epoch
 * depends on the seed, the epoch's number and the number of images alone: not on the batch size, on what
 * was read before, or on ND4J's random generator. So {@link #startEpoch} resumes a run where it ended.
 *
 * <p>For one thread at a time. ND4J's {@code AsyncDataSetIterator} is one such, and makes the next batches, preprocessor
 * included, while a network trains: a DL4J network's {@code fit} puts one around this iterator by itself. Cannot be serialized,
 * though ND4J's interface claims it.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ImageSetIterator implements DataSetIterator {

    /**
     * Which image of which epoch an example of a batch is; {@link DataSet#getExampleMetaData()} has one for each.
     *
     * @param epoch the number of the epoch, 0 or more
     * @param index the image's place in the {@link ImageSet}, 0 or more
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record Example(int epoch, int index) implements Serializable {}

    private final ImageSet images;
    private final int batchSize;
    private final boolean shuffled;
    private final long seed;
    private final boolean dropLast;
    private final DataType dataType;
    private final int[] order;

    private DataSetPreProcessor preProcessor;
    private int epoch;
    private int position;

    private ImageSetIterator(Builder builder) {
        this.images = builder.images;
        this.batchSize = builder.batchSize;
        this.shuffled = builder.shuffled;
        this.seed = builder.seed;
        this.dropLast = builder.dropLast;
        this.dataType = builder.dataType == null ? Nd4j.defaultFloatingPointType() : builder.dataType;
        this.order = new int[images.size()];
        startEpoch(0);
    }

    /**
     * Starts to describe an iterator.
     *
     * @param images the images of every epoch
     * @return a builder whose iterator keeps the images' order and the last partial batch
     */
    public static Builder over(ImageSet images) {
        return new Builder(images);
    }

    /**
     * Returns the number of the epoch that the next batch belongs to, or that has just been used up.
     *
     * @return 0 or more
     */
    public int epoch() {
        return epoch;
    }

    /**
     * Moves before the first batch of an epoch.
     *
     * @param epoch the number of the epoch, 0 or more
     * @throws IllegalArgumentException if the number is negative
     */
    public void startEpoch(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch " + epoch + " is negative; the first epoch is 0");
        }
        this.epoch = epoch;
        position = 0;
        for (int index = 0; index < order.length; index++) {
            order[index] = index;
        }
        if (shuffled) {
            shuffle();
        }
    }

    /** Moves before the first batch of the next epoch, even if this one has batches left. */
    @Override
    public void reset() {
        startEpoch(Math.incrementExact(epoch));
    }

    @Override
    public boolean hasNext() {
        int left = order.length - position;
        return dropLast ? left >= batchSize : left > 0;
    }

    /**
     * Returns the next batch of the usual size.
     *
     * @return features [B, C, H, W] and labels [B, K]; B is less than {@link #batch()} only for an epoch's
     *     last batch
     * @throws NoSuchElementException if the epoch is used up
     */
    @Override
    public DataSet next() {
        return next(batchSize);
    }

    /**
     * Returns a batch of another size.
     *
     * @param count how many images, 1 or more; fewer come if the epoch has fewer left
     * @return features [B, C, H, W] and labels [B, K]
     * @throws IllegalArgumentException if the count is below 1
     * @throws NoSuchElementException if the epoch is used up
     */
    @Override
    public DataSet next(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a batch of " + count + " images is impossible; ask for 1 or more");
        }
        if (!hasNext()) {
            throw new NoSuchElementException(RootText.format(
                    "epoch %d of %s has no batch left; call reset() for the next epoch", epoch, images.name()));
        }
        int size = Math.min(count, order.length - position);
        DataSet batch = batchOf(size);
        position += size;
        if (preProcessor != null) {
            preProcessor.preProcess(batch);
        }
        return batch;
    }

    /**
     * Returns the number of values of one image.
     *
     * @return C times H times W
     */
    @Override
    public int inputColumns() {
        return images.shape().values();
    }

    /**
     * Returns the number of classes.
     *
     * @return K, the length of a one-hot label
     */
    @Override
    public int totalOutcomes() {
        return images.classCount();
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public boolean asyncSupported() {
        return true;
    }

    @Override
    public int batch() {
        return batchSize;
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        this.preProcessor = preProcessor;
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    /**
     * Returns the names of the classes.
     *
     * @return the names in the order of the labels, unmodifiable
     */
    @Override
    public List<String> getLabels() {
        return images.classNames();
    }

    private DataSet batchOf(int size) {
        ImageShape shape = images.shape();
        int classCount = images.classCount();
        float[] features = new float[Math.multiplyExact(size, shape.values())];
        float[] labels = new float[Math.multiplyExact(size, classCount)];
        List<Serializable> examples = new ArrayList<>(size);
        for (int row = 0; row < size; row++) {
            int index = order[position + row];
            images.copyScaled(index, features, row * shape.values());
            labels[row * classCount + images.label(index)] = 1;
            examples.add(new Example(epoch, index));
        }
        DataSet batch = new DataSet(
                array(features, size, shape.channels(), shape.height(), shape.width()),
                array(labels, size, classCount));
        batch.setExampleMetaData(examples);
        return batch;
    }

    private INDArray array(float[] values, long... shape) {
        return Nd4j.create(values, shape, dataType);
    }

    private void shuffle() {
        SeededRandom.shuffle(order, SeededRandom.of(seed, epoch));
    }

    /** Describes an {@link ImageSetIterator}. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private final ImageSet images;
        private int batchSize = 32;
        private boolean shuffled;
        private long seed;
        private boolean dropLast;
        private DataType dataType;

        private Builder(ImageSet images) {
            this.images = images;
        }

        /**
         * Sets the number of images in a batch; 32 unless set.
         *
         * @param batchSize 1 or more
         * @return this
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder batchSize(int batchSize) {
            if (batchSize < 1) {
                throw new IllegalArgumentException("batch size " + batchSize + " is below 1");
            }
            this.batchSize = batchSize;
            return this;
        }

        /**
         * Gives each epoch an order of its own, as for training.
         *
         * @param seed any number; the same one gives the same orders
         * @return this
         */
        public Builder shuffle(long seed) {
            this.shuffled = true;
            this.seed = seed;
            return this;
        }

        /**
         * Leaves out the last batch of an epoch where it would be smaller than the others.
         *
         * @return this
         */
        public Builder dropLast() {
            this.dropLast = true;
            return this;
        }

        /**
         * Sets the type of features and labels; ND4J's default floating-point type, as it is at
         * {@link #build()}, unless set.
         *
         * @param dataType a floating-point type
         * @return this
         * @throws IllegalArgumentException if the type is not a floating-point one
         */
        public Builder dataType(DataType dataType) {
            if (!dataType.isFPType()) {
                throw new IllegalArgumentException(
                        "data type " + dataType + " cannot hold values in [0, 1]; use a type such as FLOAT");
            }
            this.dataType = dataType;
            return this;
        }

        /**
         * Makes the iterator, before epoch 0.
         *
         * @return a new iterator
         * @throws IllegalArgumentException if no batch would be left because the only one is dropped
         */
        public ImageSetIterator build() {
            if (dropLast && batchSize > images.size()) {
                throw new IllegalArgumentException(RootText.format(
                        "dropLast() leaves no batch: batch size %d exceeds the %d images of %s; use smaller batches",
                        batchSize, images.size(), images.name()));
            }
            return new ImageSetIterator(this);
        }
    }
}
