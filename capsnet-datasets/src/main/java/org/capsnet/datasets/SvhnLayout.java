// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * SVHN's cropped digits: two files of MATLAB.
 *
 * @param set what the files should hold
 */
record SvhnLayout(ImageDataSet set) {

    static final String TRAIN = "train_32x32.mat";
    static final String TEST = "test_32x32.mat";

    private static final String IMAGES = "X";
    private static final String LABELS = "y";

    TrainTestSplit read(Path folder) {
        return new TrainTestSplit(readFile(folder.resolve(TRAIN)), readFile(folder.resolve(TEST)));
    }

    private ImageSet readFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataFileException(RootText.format(
                    "%s: no such file; get it with: capsnet data get %s, or from %s", file, set.name(), set.origin()));
        }
        try (Source source = Sources.openFile(file.toFile());
                MatFile content = Mat5.newReader(source).readMat()) {
            Matrix images = content.getMatrix(IMAGES);
            Matrix labels = content.getMatrix(LABELS);
            int count = requireShapes(file, images, labels);
            return ImageSet.owning(
                    set.name(),
                    file.toString(),
                    set.shape(),
                    pixels(images, count),
                    labels(file, labels, count),
                    set.classNames());
        } catch (DataFileException told) {
            throw told;
        } catch (IOException | RuntimeException failure) {
            // The library throws all kinds of exceptions at a damaged file.
            throw new DataFileException(
                    RootText.format(
                            "%s: is damaged or no MATLAB file of version 5 with %s and %s (%s); get it again with: capsnet data get %s",
                            file, IMAGES, LABELS, failure.getMessage(), set.name()),
                    failure);
        }
    }

    private int requireShapes(Path file, Matrix images, Matrix labels) {
        int[] shape = images.getDimensions();
        ImageShape wanted = set.shape();
        if (shape.length != 4
                || images.getType() != MatlabType.UInt8
                || !Arrays.equals(shape, new int[] {wanted.height(), wanted.width(), wanted.channels(), shape[3]})) {
            throw new DataFileException(RootText.format(
                    "%s: %s is %s of %s but should be [%d, %d, %d, N] of uint8; is it another file?",
                    file,
                    IMAGES,
                    Arrays.toString(shape),
                    images.getType(),
                    wanted.height(),
                    wanted.width(),
                    wanted.channels()));
        }
        if (labels.getNumElements() != shape[3]) {
            throw new DataFileException(RootText.format(
                    "%s: has %d labels but %d images; get it again", file, labels.getNumElements(), shape[3]));
        }
        return shape[3];
    }

    /** Turns MATLAB's order, where the row of a pixel moves fastest, into [N, C, H, W]. */
    private byte[] pixels(Matrix images, int count) {
        int height = set.shape().height();
        int width = set.shape().width();
        int planes = Math.multiplyExact(count, set.shape().channels());
        byte[] pixels = new byte[Math.multiplyExact(planes, height * width)];
        int from = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    pixels[(plane * height + y) * width + x] = images.getByte(from++);
                }
            }
        }
        return pixels;
    }

    private int[] labels(Path file, Matrix marks, int count) {
        int classes = set.classNames().size();
        int[] labels = new int[count];
        for (int image = 0; image < count; image++) {
            int mark = marks.getInt(image);
            if (mark < 1 || mark > classes) {
                throw new DataFileException(RootText.format(
                        "%s: label %d of image %d is outside 1..%d; is it another data set?",
                        file, mark, image, classes));
            }
            labels[image] = mark % classes;
        }
        return labels;
    }
}
