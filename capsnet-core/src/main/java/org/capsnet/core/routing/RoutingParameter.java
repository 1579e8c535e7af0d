// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A parameter that a routing declares for itself. It becomes a parameter of the Deeplearning4j layer under this name.
 *
 * @param name for instance {@code bias}; {@code W} is taken by the transformations
 * @param kind how it changes
 * @param initial how it starts
 * @param shape its sizes, at least one axis
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RoutingParameter(String name, Kind kind, Initial initial, List<Long> shape) {

    /** How a parameter changes. */
    public enum Kind {
        /** Trained, with the network's weight decay if it has one. */
        WEIGHT,
        /** Trained without weight decay. */
        BIAS,
        /** Not trained: the routing gives its next value by {@link Capsules#withState}. */
        STATE
    }

    /**
     * Initial values of a parameter: {@code mean + deviation · N(0, 1)}.
     *
     * @param mean of its elements
     * @param deviation of its elements; 0 makes them equal
     */
    public record Initial(double mean, double deviation) {

        /**
         * Checks the values.
         *
         * @param mean finite
         * @param deviation finite, at least 0
         * @throws IllegalArgumentException if one isn't finite or the deviation is negative
         */
        public Initial {
            if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
                throw new IllegalArgumentException(
                        "Initial values need a finite mean and a finite deviation of at least 0," + " but have " + mean
                                + " and " + deviation);
            }
        }

        /**
         * {@return every element the same}
         *
         * @param value finite
         */
        public static Initial constant(double value) {
            return new Initial(value, 0);
        }

        /**
         * {@return elements drawn from N(0, deviation²)}
         *
         * @param deviation finite, at least 0
         */
        public static Initial normal(double deviation) {
            return new Initial(0, deviation);
        }

        /**
         * Fills an array, drawing from ND4J's generator, which Deeplearning4j seeds from the network's seed.
         *
         * @param array to be filled
         */
        public void fill(INDArray array) {
            if (deviation == 0) {
                array.assign(mean);
            } else {
                array.assign(Nd4j.randn(array.dataType(), array.shape())
                        .muli(deviation)
                        .addi(mean));
            }
        }
    }

    /**
     * Checks name and shape.
     *
     * @param name a lower-case letter followed by letters and digits
     * @param kind not null
     * @param initial not null
     * @param shape at least one axis, each at least 1
     * @throws IllegalArgumentException if name or shape are otherwise
     */
    public RoutingParameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(initial, "initial");
        shape = List.copyOf(shape);
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(
                    "A parameter's name is a lower-case letter followed by letters and digits," + " but this one is \""
                            + name + "\"");
        }
        if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "Parameter \"" + name + "\" needs at least one axis, of at least 1, but has " + shape);
        }
    }

    /**
     * {@return a trained parameter with weight decay}
     *
     * @param name a lower-case letter followed by letters and digits
     * @param initial how it starts
     * @param shape its sizes, at least one axis
     */
    public static RoutingParameter weight(String name, Initial initial, long... shape) {
        return of(name, Kind.WEIGHT, initial, shape);
    }

    /**
     * {@return a trained parameter without weight decay}
     *
     * @param name a lower-case letter followed by letters and digits
     * @param initial how it starts
     * @param shape its sizes, at least one axis
     */
    public static RoutingParameter bias(String name, Initial initial, long... shape) {
        return of(name, Kind.BIAS, initial, shape);
    }

    /**
     * {@return state that the routing updates itself, once a training step}
     *
     * @param name a lower-case letter followed by letters and digits
     * @param initial how it starts
     * @param shape its sizes, at least one axis
     */
    public static RoutingParameter state(String name, Initial initial, long... shape) {
        return of(name, Kind.STATE, initial, shape);
    }

    private static RoutingParameter of(String name, Kind kind, Initial initial, long... shape) {
        return new RoutingParameter(
                name, kind, initial, Arrays.stream(shape).boxed().toList());
    }

    /** {@return number of elements} */
    public long length() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** {@return the sizes as an array} */
    public long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
