// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.io.Serializable;
import org.apiguardian.api.API;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * How the transformations W_ij of a capsule layer start: N(0, σ²).
 *
 * <p>With N input capsules of length |u| and outputs of dimension D, the vector to be squashed has length
 * g |u| with g = gain · σ · √(N D), where the routing knows its {@link Routing#gain}. Before
 * training, a length survives squash after squash only if g ≥ 2; below that it shrinks doubly exponentially with depth, above
 * about 5 it sticks at 1. Training moves g: four layers that start with 0.5 wake up and learn, as long as some gradient
 * reaches them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Initialization extends Serializable {

    /**
     * {@return σ for a layer}
     *
     * @param shape sizes of the layer
     * @param routing of the layer, which knows its gain
     */
    double deviation(CapsuleShape shape, Routing routing);

    /** {@return σ chosen so that g has the default value of 2.5} */
    static Initialization calibrated() {
        return new Calibrated(2.5);
    }

    /**
     * {@return σ chosen so that g has the given value}
     *
     * @param g positive
     * @throws IllegalArgumentException if g isn't positive
     */
    static Initialization calibrated(double g) {
        return new Calibrated(g);
    }

    /**
     * {@return the same σ whatever the sizes, as in most published codes}
     *
     * @param deviation σ, positive
     * @throws IllegalArgumentException if σ isn't positive
     */
    static Initialization normal(double deviation) {
        return new Normal(deviation);
    }

    /**
     * See {@link #calibrated(double)}.
     *
     * @param g positive
     * @serial exclude
     */
    record Calibrated(double g) implements Initialization {

        /**
         * Checks g.
         *
         * @param g positive
         * @throws IllegalArgumentException if it isn't positive
         */
        public Calibrated {
            requirePositive("g", g);
        }

        @Override
        public double deviation(CapsuleShape shape, Routing routing) {
            return routing.deviation(shape, g);
        }
    }

    /**
     * See {@link #normal(double)}.
     *
     * @param sigma σ, positive
     * @serial exclude
     */
    record Normal(double sigma) implements Initialization {

        /**
         * Checks σ.
         *
         * @param sigma positive
         * @throws IllegalArgumentException if it isn't positive
         */
        public Normal {
            requirePositive("sigma", sigma);
        }

        @Override
        public double deviation(CapsuleShape shape, Routing routing) {
            return sigma;
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be a positive number but is " + value);
        }
    }
}
