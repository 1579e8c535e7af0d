// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Reads grey images and their labels from a pair of IDX files, the format of MNIST.
 *
 * <p>The image file holds four numbers of four bytes, the highest first (0x00000803, N, H, W), then N
 * images of H times W unsigned bytes; the label file holds 0x00000801 and N, then N bytes. Either may be
 * compressed by gzip, whatever its name.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The MNIST database, file formats</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class IdxReader {

    private static final int IMAGES_MAGIC = 0x00000803;
    private static final int LABELS_MAGIC = 0x00000801;
    private static final int IMAGES_HEADER_BYTES = 16;
    private static final int LABELS_HEADER_BYTES = 8;
    // Far above any real image; it tells a damaged header from a large file.
    private static final int LARGEST_SIDE = 16_384;

    private IdxReader() {}

    /**
     * Reads a pair of files.
     *
     * @param name the data set's name, such as {@code kmnist}
     * @param images the image file
     * @param labels the label file
     * @param classNames the name of each class, in the order of the labels; their number bounds the labels
     * @return all images of the file in its order, of shape [1, H, W]
     * @throws DataFileException if a file is missing, unreadable, damaged, too short or too long, if the
     *     numbers of images and labels differ, or if a label is no class
     */
    public static ImageSet read(String name, Path images, Path labels, List<String> classNames) {
        try (DataFile imageFile = DataFile.open(images);
                DataFile labelFile = DataFile.open(labels)) {
            String source = imageFile.name() + " and " + labelFile.name();
            return read(name, source, imageFile, labelFile, classNames);
        }
    }

    static ImageSet read(String name, String source, DataFile images, DataFile labels, List<String> classNames) {
        String imageHeader = "an IDX image header (" + IMAGES_HEADER_BYTES + " bytes)";
        requireMagic(images, images.readInt(imageHeader), IMAGES_MAGIC);
        int count = requireInRange(images, "number of images", images.readInt(imageHeader), Integer.MAX_VALUE);
        int height = requireInRange(images, "image height", images.readInt(imageHeader), LARGEST_SIDE);
        int width = requireInRange(images, "image width", images.readInt(imageHeader), LARGEST_SIDE);

        String labelHeader = "an IDX label header (" + LABELS_HEADER_BYTES + " bytes)";
        requireMagic(labels, labels.readInt(labelHeader), LABELS_MAGIC);
        int labelCount = requireInRange(labels, "number of labels", labels.readInt(labelHeader), Integer.MAX_VALUE);
        if (labelCount != count) {
            throw labels.failure(RootText.format(
                    "has %d labels but %s has %d images; use two files that belong together",
                    labelCount, images.name(), count));
        }

        long pixelBytes = (long) count * height * width;
        String expectedImages = RootText.format(
                "%d images of %dx%d (%d bytes)", count, height, width, IMAGES_HEADER_BYTES + pixelBytes);
        byte[] pixels = images.readBytes(pixelBytes, expectedImages);
        images.requireEnd(expectedImages);
        String expectedLabels = RootText.format("%d labels (%d bytes)", count, LABELS_HEADER_BYTES + (long) count);
        byte[] marks = labels.readBytes(count, expectedLabels);
        labels.requireEnd(expectedLabels);
        return ImageSet.owning(
                name,
                source,
                new ImageShape(1, height, width),
                pixels,
                labelsOf(labels, marks, classNames.size()),
                classNames);
    }

    /** Computes the SHA-256 that the image file of such a set has when it isn't compressed. */
    static String imageFileSha256(ImageSet images) {
        MessageDigest digest = Sha256.begin();
        digest.update(ByteBuffer.allocate(IMAGES_HEADER_BYTES)
                .putInt(IMAGES_MAGIC)
                .putInt(images.size())
                .putInt(images.shape().height())
                .putInt(images.shape().width())
                .flip());
        images.digestPixels(digest);
        return Sha256.end(digest);
    }

    private static void requireMagic(DataFile file, int magic, int expected) {
        if (magic == expected) {
            return;
        }
        String wanted = expected == IMAGES_MAGIC ? "image" : "label";
        if (magic == IMAGES_MAGIC || magic == LABELS_MAGIC) {
            throw file.failure(RootText.format(
                            "is an IDX %s file (magic number 0x%08x) in place of an IDX %s file (0x%08x); are the",
                            wanted.equals("image") ? "label" : "image", magic, wanted, expected)
                    + " two files swapped?");
        }
        throw file.failure(RootText.format(
                        "starts with 0x%08x, not with an IDX %s file's magic number 0x%08x; give another file or",
                        magic, wanted, expected)
                + " download it again");
    }

    private static int requireInRange(DataFile file, String what, int value, int largest) {
        if (value < 1 || value > largest) {
            throw file.failure(RootText.format(
                    "the header's %s is %d, outside 1..%d; the file is damaged, download it again",
                    what, value, largest));
        }
        return value;
    }

    private static int[] labelsOf(DataFile file, byte[] marks, int classCount) {
        int[] labels = new int[marks.length];
        for (int index = 0; index < marks.length; index++) {
            labels[index] = Byte.toUnsignedInt(marks[index]);
            if (labels[index] >= classCount) {
                throw file.failure(RootText.format(
                        "label %d of image %d (byte offset %d) is outside 0..%d; is it another data set?",
                        labels[index], index, LABELS_HEADER_BYTES + (long) index, classCount - 1));
            }
        }
        return labels;
    }
}
