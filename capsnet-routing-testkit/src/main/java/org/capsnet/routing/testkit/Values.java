// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.Arrays;
import java.util.Collection;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Looks at arrays element by element in Java, where no NaN is lost in a native reduction. */
final class Values {

    private Values() {}

    /** The elements in C order. */
    static double[] of(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        INDArray flat = array.dup('c').reshape('c', new long[] {array.length()});
        for (int k = 0; k < values.length; k++) {
            values[k] = flat.getDouble(k);
        }
        return values;
    }

    /** The largest absolute value; NaN if any element is. */
    static double largest(INDArray array) {
        return Arrays.stream(of(array)).map(Math::abs).max().orElse(0);
    }

    /** The largest absolute value of several arrays; NaN if any element is. */
    static double largest(Collection<INDArray> arrays) {
        return arrays.stream().mapToDouble(Values::largest).max().orElse(0);
    }

    /** The largest absolute difference; NaN if either array holds one. */
    static double difference(INDArray actual, INDArray expected) {
        double[] a = of(actual);
        double[] e = of(expected);
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            largest = Math.max(largest, Math.abs(a[k] - e[k]));
        }
        return largest;
    }

    /** Σ a b over all elements. */
    static double dot(INDArray a, INDArray b) {
        double[] x = of(a);
        double[] y = of(b);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    static double mean(INDArray array) {
        return Arrays.stream(of(array)).average().orElse(0);
    }

    static boolean areFinite(INDArray array) {
        return Arrays.stream(of(array)).allMatch(Double::isFinite);
    }

    /** Equal to the last bit. */
    static boolean areSame(INDArray a, INDArray b) {
        return Arrays.equals(a.shape(), b.shape()) && Arrays.equals(of(a), of(b));
    }

    /** The entries of an axis with the given positions, in their order. */
    static INDArray take(INDArray array, int axis, int... positions) {
        // ND4J gives out its own array.
        long[] shape = array.shape().clone();
        int inner = product(shape, axis + 1, shape.length);
        int outer = product(shape, 0, axis);
        int size = Math.toIntExact(shape[axis]);
        double[] from = of(array);
        double[] to = new double[outer * positions.length * inner];
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < positions.length; k++) {
                System.arraycopy(
                        from, (o * size + positions[k]) * inner, to, (o * positions.length + k) * inner, inner);
            }
        }
        shape[axis] = positions.length;
        return Nd4j.createFromArray(to).reshape('c', shape).castTo(array.dataType());
    }

    /** The indices of an element of {@link #of}, as text. */
    static String position(int element, long[] shape) {
        long[] position = new long[shape.length];
        long rest = element;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            position[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return Arrays.toString(position);
    }

    private static int product(long[] shape, int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= Math.toIntExact(shape[axis]);
        }
        return product;
    }
}
