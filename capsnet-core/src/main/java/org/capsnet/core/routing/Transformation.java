// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import org.apiguardian.api.API;

/**
 * How an input capsule becomes votes: the form of the layer's weights W.
 *
 * <p>The set is closed, since the layer makes the weights and the votes; a routing that wants another form takes
 * {@link None} and works on the poses with parameters of its own.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Transformation {

    /** û_ij = u_i W_ij with a full matrix W_ij [d, D]: weights [I, d, D, J]. */
    record Linear() implements Transformation {}

    /**
     * Poses are square matrices, û_ij = M_i W_ij with W_ij [size, size]: weights [I, size, size, J], which start near the
     * identity. A pose [.., size²] holds its matrix row by row.
     *
     * @param size rows and columns of a matrix
     */
    record Matrices(int size) implements Transformation {

        /**
         * Checks the size.
         *
         * @param size at least 1
         * @throws IllegalArgumentException if it is below 1
         */
        public Matrices {
            if (size < 1) {
                throw new IllegalArgumentException("A pose matrix needs at least 1 row but has " + size);
            }
        }
    }

    /** No votes and no weights: the routing works on the poses. */
    record None() implements Transformation {}

    /** {@return {@link Linear}} */
    static Transformation linear() {
        return new Linear();
    }

    /**
     * {@return {@link Matrices}}
     *
     * @param size rows and columns of a pose matrix, at least 1
     */
    static Transformation matrices(int size) {
        return new Matrices(size);
    }

    /** {@return {@link None}} */
    static Transformation none() {
        return new None();
    }
}
