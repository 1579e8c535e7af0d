// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trainable parameter that a routing declares for itself.
 *
 * @param name its name in the layer, for instance {@code bias}; {@code W} is taken by the transformations
 * @param shape its sizes
 * @param initial how it starts
 */
public record RoutingParameter(String name, List<Long> shape, Initial initial) {

    /** Initial values of a parameter: {@code mean + deviation * N(0, 1)}. */
    public record Initial(double mean, double deviation) {

        /** Every element the same. */
        public static Initial constant(double value) {
            return new Initial(value, 0);
        }

        /** N(0, deviation²). */
        public static Initial normal(double deviation) {
            return new Initial(0, deviation);
        }

        /** Fills an array, drawing from ND4J's generator, which Deeplearning4j seeds from the network's seed. */
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

    public RoutingParameter {
        shape = List.copyOf(shape);
        if (name.equals("W")) {
            throw new IllegalArgumentException("The parameter name W is taken by the layer's transformations");
        }
    }

    /** A parameter of the given sizes. */
    public static RoutingParameter of(String name, Initial initial, long... shape) {
        return new RoutingParameter(name, java.util.Arrays.stream(shape).boxed().toList(), initial);
    }

    /** Number of elements. */
    public long length() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** The sizes as an array. */
    public long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
