// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import org.apiguardian.api.API;

/**
 * Where the input capsules of a layer stand in the image: capsule i is of type i / (height · width), at row
 * (i / width) mod height and column i mod width.
 *
 * @param types number of capsules at each place
 * @param height rows
 * @param width columns
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Grid(int types, int height, int width) {

    /**
     * Checks the sizes.
     *
     * @param types at least 1
     * @param height at least 1
     * @param width at least 1
     * @throws IllegalArgumentException if one is below 1
     */
    public Grid {
        if (types < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "A grid needs at least 1 type, row and column, but has " + types + ", " + height + " and " + width);
        }
    }

    /** {@return I, the number of capsules} */
    public long capsules() {
        return (long) types * height * width;
    }

    /**
     * {@return the row of a capsule, from 0}
     *
     * @param i the capsule, from 0
     */
    public int row(long i) {
        return (int) (i / width % height);
    }

    /**
     * {@return the column of a capsule, from 0}
     *
     * @param i the capsule, from 0
     */
    public int column(long i) {
        return (int) (i % width);
    }

    /**
     * {@return the type of a capsule, from 0}
     *
     * @param i the capsule, from 0
     */
    public int type(long i) {
        return (int) (i / ((long) height * width));
    }
}
