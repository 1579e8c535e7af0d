// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Labelled images in memory, one unsigned byte a value: [N, C, H, W] and one label each.
 *
 * <p>Immutable, so any number of threads and iterators may share one. At most 2 GiB.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ImageSet {

    private static final float WHITE = 255f;

    private final String name;
    private final String source;
    private final ImageShape shape;
    private final byte[] pixels;
    private final int[] labels;
    private final List<String> classNames;

    private ImageSet(
            String name, String source, ImageShape shape, byte[] pixels, int[] labels, List<String> classNames) {
        this.name = name;
        this.source = source;
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.classNames = classNames;
    }

    /**
     * Makes a set of a copy of the given images.
     *
     * @param name the data set's name, such as {@code fashion-mnist}
     * @param source where the images came from, such as their file's path; for people to read
     * @param shape the shape of every image
     * @param pixels the images one after another, each [C, H, W] row by row, as unsigned bytes
     * @param labels the class of each image, 0 up to but without the number of class names
     * @param classNames the name of each class, in the order of the labels
     * @return the set
     * @throws IllegalArgumentException if there is no image, if the numbers of pixels and labels do not
     *     belong together, or if a label is out of range
     */
    public static ImageSet of(
            String name, String source, ImageShape shape, byte[] pixels, int[] labels, List<String> classNames) {
        return owning(name, source, shape, pixels.clone(), labels.clone(), classNames);
    }

    /** As {@link #of}, without the copies: the arrays must not be changed any more. */
    static ImageSet owning(
            String name, String source, ImageShape shape, byte[] pixels, int[] labels, List<String> classNames) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("image set " + name + " has no images; give at least one");
        }
        if (pixels.length != (long) labels.length * shape.values()) {
            throw new IllegalArgumentException(RootText.format(
                    "image set %s has %d pixel bytes; %d labels and images of %s need %d",
                    name, pixels.length, labels.length, shape, (long) labels.length * shape.values()));
        }
        for (int index = 0; index < labels.length; index++) {
            if (labels[index] < 0 || labels[index] >= classNames.size()) {
                throw new IllegalArgumentException(RootText.format(
                        "image set %s: label %d at index %d is outside 0..%d",
                        name, labels[index], index, classNames.size() - 1));
            }
        }
        return new ImageSet(name, source, shape, pixels, labels, List.copyOf(classNames));
    }

    /**
     * Returns the data set's name.
     *
     * @return a name such as {@code fashion-mnist}; the same for the training and the test images
     */
    public String name() {
        return name;
    }

    /**
     * Returns where the images came from.
     *
     * @return a line for people to read
     */
    public String source() {
        return source;
    }

    /**
     * Returns the shape of every image.
     *
     * @return the shape [C, H, W]
     */
    public ImageShape shape() {
        return shape;
    }

    /**
     * Returns the number of images.
     *
     * @return 1 or more
     */
    public int size() {
        return labels.length;
    }

    /**
     * Returns the number of classes, whether or not each has an image here.
     *
     * @return the number of class names
     */
    public int classCount() {
        return classNames.size();
    }

    /**
     * Returns the names of the classes.
     *
     * @return the names in the order of the labels, unmodifiable
     */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * Returns the class of an image.
     *
     * @param index the image, 0 up to but without {@link #size()}
     * @return the label, 0 up to but without {@link #classCount()}
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public int label(int index) {
        return labels[index];
    }

    /**
     * Returns a copy of an image.
     *
     * @param index the image, 0 up to but without {@link #size()}
     * @return its values as unsigned bytes, [C, H, W] row by row
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public byte[] pixels(int index) {
        int first = Objects.checkIndex(index, size()) * shape.values();
        return Arrays.copyOfRange(pixels, first, first + shape.values());
    }

    /**
     * Returns a set of the first images in the order of this set, with all its class names. The classes
     * are not balanced beyond what that order gives.
     *
     * @param count how many images, 1 to {@link #size()}
     * @return the smaller set; its source tells that it is a part
     * @throws IllegalArgumentException if the count is out of range
     */
    public ImageSet take(int count) {
        if (count < 1 || count > size()) {
            throw new IllegalArgumentException(
                    RootText.format("cannot take %d images of %s; it has 1..%d", count, name, size()));
        }
        if (count == size()) {
            return this;
        }
        return new ImageSet(
                name,
                RootText.format("%s (first %d of %d)", source, count, size()),
                shape,
                Arrays.copyOf(pixels, count * shape.values()),
                Arrays.copyOf(labels, count),
                classNames);
    }

    /** Returns the images at the given places, in that order; the source tells what was taken. */
    ImageSet select(int[] indices, String what) {
        int values = shape.values();
        byte[] chosen = new byte[Math.multiplyExact(indices.length, values)];
        int[] chosenLabels = new int[indices.length];
        for (int row = 0; row < indices.length; row++) {
            System.arraycopy(pixels, indices[row] * values, chosen, row * values, values);
            chosenLabels[row] = labels[indices[row]];
        }
        return new ImageSet(name, RootText.format("%s (%s)", source, what), shape, chosen, chosenLabels, classNames);
    }

    /** Returns the same images with a remark at the end of their source. */
    ImageSet remarked(String remark) {
        return new ImageSet(name, RootText.format("%s (%s)", source, remark), shape, pixels, labels, classNames);
    }

    /** Puts all pixels into a digest. */
    void digestPixels(MessageDigest digest) {
        digest.update(pixels);
    }

    /**
     * Computes the SHA-256 of the content: the numbers N, C, H and W, then the labels, each as four bytes
     * with the highest first, then the pixels. Two sets with the same value hold the same labelled images
     * in the same order, whatever their names and sources.
     *
     * @return 64 hexadecimal digits in lower case
     */
    public String sha256() {
        MessageDigest digest = Sha256.begin();
        ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES * (4 + size()));
        numbers.putInt(size()).putInt(shape.channels()).putInt(shape.height()).putInt(shape.width());
        for (int label : labels) {
            numbers.putInt(label);
        }
        digest.update(numbers.array());
        digest.update(pixels);
        return Sha256.end(digest);
    }

    @Override
    public String toString() {
        return RootText.format("%s: %d images of %s in %d classes from %s", name, size(), shape, classCount(), source);
    }

    /** Writes an image's values, scaled to [0, 1], into the target from the given offset on. */
    void copyScaled(int index, float[] target, int offset) {
        int first = index * shape.values();
        for (int value = 0; value < shape.values(); value++) {
            target[offset + value] = Byte.toUnsignedInt(pixels[first + value]) / WHITE;
        }
    }
}
