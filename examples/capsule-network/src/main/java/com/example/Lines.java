// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Images of a line each, on a noisy ground; put images of your own in their place. */
final class Lines {

    static final int SIZE = 12;
    static final int DIRECTIONS = 3;

    private Lines() {}

    /**
     * A batch.
     *
     * @return features [B, 1, SIZE, SIZE], from 0 to 1, and one-hot labels [B, DIRECTIONS]
     */
    static DataSet of(int count, long seed) {
        Random random = new Random(seed);
        float[][][][] images = new float[count][1][SIZE][SIZE];
        float[][] labels = new float[count][DIRECTIONS];
        for (int example = 0; example < count; example++) {
            int direction = random.nextInt(DIRECTIONS);
            labels[example][direction] = 1;
            draw(images[example][0], direction, random);
        }
        INDArray features = Nd4j.createFromArray(images);
        return new DataSet(features, Nd4j.createFromArray(labels));
    }

    private static void draw(float[][] image, int direction, Random random) {
        for (float[] row : image) {
            for (int x = 0; x < SIZE; x++) {
                row[x] = random.nextFloat() / 4;
            }
        }
        int place = random.nextInt(SIZE);
        for (int along = 0; along < SIZE; along++) {
            switch (direction) {
                case 0 -> image[place][along] = 1;
                case 1 -> image[along][place] = 1;
                default -> image[along][(place + along) % SIZE] = 1;
            }
        }
    }
}
