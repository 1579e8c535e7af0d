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
     */
    record Matrices(int size) implements Transformation {

        public Matrices {
            if (size < 1) {
                throw new IllegalArgumentException("A pose matrix needs at least 1 row but has " + size);
            }
        }
    }

    /** No votes and no weights: the routing works on the poses. */
    record None() implements Transformation {}

    /** {@link Linear}. */
    static Transformation linear() {
        return new Linear();
    }

    /** {@link Matrices}. */
    static Transformation matrices(int size) {
        return new Matrices(size);
    }

    /** {@link None}. */
    static Transformation none() {
        return new None();
    }
}
