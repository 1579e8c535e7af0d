// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Noisy images of a bar, a cross or a blob at any place: a problem that is learnt in seconds. */
final class Drawings {

    static final int CLASSES = 3;
    static final int SIZE = 12;

    private static final int FIGURE = 5;
    private static final int MIDDLE = FIGURE / 2;
    private static final double NOISE = 0.15;

    private final Random random;

    private Drawings(long seed) {
        this.random = new Random(seed);
    }

    /** As many images of every class, with one-hot labels. */
    static DataSet of(int images, long seed) {
        Drawings drawings = new Drawings(seed);
        INDArray pixels = Nd4j.create(DataType.FLOAT, images, 1, SIZE, SIZE);
        INDArray labels = Nd4j.create(DataType.FLOAT, images, CLASSES);
        for (int image = 0; image < images; image++) {
            drawings.draw(pixels, image, image % CLASSES);
            labels.putScalar(image, image % CLASSES, 1);
        }
        return new DataSet(pixels, labels);
    }

    private void draw(INDArray pixels, int image, int figure) {
        int top = random.nextInt(SIZE - FIGURE + 1);
        int left = random.nextInt(SIZE - FIGURE + 1);
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                double ink = isInk(figure, row - top, column - left) ? 1 : 0;
                pixels.putScalar(new int[] {image, 0, row, column}, ink + NOISE * random.nextGaussian());
            }
        }
    }

    private static boolean isInk(int figure, int row, int column) {
        if (row < 0 || row >= FIGURE || column < 0 || column >= FIGURE) {
            return false;
        }
        return switch (figure) {
            case 0 -> row == MIDDLE;
            case 1 -> row == column || row + column == FIGURE - 1;
            default -> Math.abs(row - MIDDLE) <= 1 && Math.abs(column - MIDDLE) <= 1;
        };
    }
}
