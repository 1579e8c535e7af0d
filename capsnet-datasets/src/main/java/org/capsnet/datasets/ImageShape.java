// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The shape [C, H, W] of every image of a set.
 *
 * @param channels the number of channels: 1 for grey, 3 for red, green and blue
 * @param height the number of rows of pixels
 * @param width the number of columns of pixels
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ImageShape(int channels, int height, int width) {

    /**
     * Checks the three numbers.
     *
     * @throws IllegalArgumentException if one is below 1, or if a single image would exceed 2 GiB
     */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(RootText.format(
                            "image shape [%d, %d, %d] has a number below 1; channels, height and",
                            channels, height, width)
                    + " width are all 1 or more");
        }
        if (!fitsInteger(channels, height, width)) {
            throw new IllegalArgumentException(RootText.format(
                    "image shape [%d, %d, %d] has more than %d values", channels, height, width, Integer.MAX_VALUE));
        }
    }

    /**
     * Returns the number of values of one image.
     *
     * @return channels times height times width
     */
    public int values() {
        return channels * height * width;
    }

    @Override
    public String toString() {
        return channels == 1 ? height + "x" + width : height + "x" + width + "x" + channels;
    }

    private static boolean fitsInteger(int channels, int height, int width) {
        long plane = (long) height * width;
        return plane <= Integer.MAX_VALUE && plane * channels <= Integer.MAX_VALUE;
    }
}
