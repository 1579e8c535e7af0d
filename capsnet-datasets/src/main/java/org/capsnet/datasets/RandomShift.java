// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apiguardian.api.API;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shifts each image by whole pixels, drawn at random, as Sabour, Frosst and Hinton (2017) do with MNIST. What leaves the
 * image is lost, and what comes in is zero; all channels move alike.
 *
 * <p>The shift of an image depends on the seed, the epoch and the image's place in its {@link ImageSet} alone: not on the
 * batch size, the order of the epoch or the thread. It is for the batches of an {@link ImageSetIterator}, which say which
 * images they hold:
 *
 * <pre>{@code
 * ImageSetIterator train = ImageSetIterator.over(data.train()).shuffle(42).build();
 * train.setPreProcessor(new RandomShift(2, 42));
 * }</pre>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class RandomShift implements DataSetPreProcessor {

    private static final long serialVersionUID = 1;

    private final int pixels;
    private final long seed;

    /**
     * A shift by up to so many pixels, each number equally likely, in x and in y.
     *
     * @param pixels the most, 0 or more
     * @param seed any number; the same one gives the same shifts
     * @throws IllegalArgumentException if the number of pixels is negative
     */
    public RandomShift(int pixels, long seed) {
        if (pixels < 0) {
            throw new IllegalArgumentException("a shift by up to " + pixels + " pixels is impossible; give 0 or more");
        }
        this.pixels = pixels;
        this.seed = seed;
    }

    /**
     * Shifts the images of a batch.
     *
     * @param batch a batch of an {@link ImageSetIterator}, with features [B, C, H, W]; gets a new array of features
     * @throws IllegalArgumentException if the batch doesn't say which images it holds, or if its features have another
     *     rank
     */
    @Override
    public void preProcess(DataSet batch) {
        INDArray features = batch.getFeatures();
        List<Serializable> examples = batch.getExampleMetaData();
        if (features.rank() != 4) {
            throw new IllegalArgumentException("features have the shape " + Arrays.toString(features.shape())
                    + "; a shift needs images, [B, C, H, W]");
        }
        if (examples == null || examples.size() != features.size(0)) {
            throw new IllegalArgumentException(
                    "the batch doesn't say which images it holds; a shift needs the batches of an ImageSetIterator");
        }
        int height = (int) features.size(2);
        int width = (int) features.size(3);
        int planes = (int) features.size(1);
        double[] from = features.dup('c').data().asDouble();
        double[] to = new double[from.length];
        for (int row = 0; row < examples.size(); row++) {
            if (!(examples.get(row) instanceof ImageSetIterator.Example example)) {
                throw new IllegalArgumentException("example " + row + " of the batch is told by " + examples.get(row)
                        + "; a shift needs the batches of an ImageSetIterator");
            }
            SplittableRandom random = SeededRandom.of(seed, example.epoch(), example.index());
            int down = random.nextInt(-pixels, pixels + 1);
            int right = random.nextInt(-pixels, pixels + 1);
            for (int plane = row * planes; plane < (row + 1) * planes; plane++) {
                shift(from, to, plane * height * width, height, width, down, right);
            }
        }
        batch.setFeatures(Nd4j.create(to, features.shape(), features.dataType()));
    }

    private static void shift(double[] from, double[] to, int first, int height, int width, int down, int right) {
        int length = width - Math.abs(right);
        for (int y = Math.max(0, down); length > 0 && y < Math.min(height, height + down); y++) {
            System.arraycopy(
                    from,
                    first + (y - down) * width + Math.max(0, -right),
                    to,
                    first + y * width + Math.max(0, right),
                    length);
        }
    }
}
