// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An array as it lies in a NumPy file.
 *
 * @param type of the elements
 * @param shape sizes of the axes, each at least 1; empty for a single number
 * @param order whether the last ({@code C}) or the first ({@code F}) axis runs fastest
 * @param elements all elements, little endian, from position 0 to the limit
 */
public record NpyArray(ElementType type, List<Long> shape, Order order, ByteBuffer elements) {

    /** Which axis runs fastest. */
    public enum Order {
        /** The last, as in C. */
        C,
        /** The first, as in Fortran. */
        F
    }

    /** Types of elements that can be read and written. */
    public enum ElementType {
        FLOAT32("<f4", Float.BYTES),
        FLOAT64("<f8", Double.BYTES);

        private final String descriptor;
        private final int bytes;

        ElementType(String descriptor, int bytes) {
            this.descriptor = descriptor;
            this.bytes = bytes;
        }

        /** NumPy's name of it in a file. */
        String descriptor() {
            return descriptor;
        }

        /** Size of one element. */
        int bytes() {
            return bytes;
        }

        /** NumPy's name of it: {@code float32} or {@code float64}. */
        @Override
        public String toString() {
            return this == FLOAT32 ? "float32" : "float64";
        }
    }

    public NpyArray {
        shape = List.copyOf(shape);
        elements = elements.slice().order(ByteOrder.LITTLE_ENDIAN);
        long expected = shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        if (elements.remaining() != expected) {
            throw new IllegalArgumentException(
                    shape + " of " + type + " needs " + expected + " bytes, not " + elements.remaining());
        }
    }

    /** An array of single precision in C order. */
    public static NpyArray of(float[] values, long... shape) {
        ByteBuffer bytes = littleEndian(values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return new NpyArray(ElementType.FLOAT32, boxed(shape), Order.C, bytes);
    }

    /** An array of double precision in C order. */
    public static NpyArray of(double[] values, long... shape) {
        ByteBuffer bytes = littleEndian(values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return new NpyArray(ElementType.FLOAT64, boxed(shape), Order.C, bytes);
    }

    /** The elements in their {@link #order}; only for {@link ElementType#FLOAT32}. */
    public float[] toFloats() {
        require(ElementType.FLOAT32);
        float[] values = new float[elements.remaining() / Float.BYTES];
        elements.asFloatBuffer().get(values);
        return values;
    }

    /** The elements in their {@link #order}; only for {@link ElementType#FLOAT64}. */
    public double[] toDoubles() {
        require(ElementType.FLOAT64);
        double[] values = new double[elements.remaining() / Double.BYTES];
        elements.asDoubleBuffer().get(values);
        return values;
    }

    /** Sizes of the axes as an array. */
    public long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** A view that reads from position 0, little endian. */
    @Override
    public ByteBuffer elements() {
        return elements.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Type and shape, for instance {@code float32 [3, 4, 6]}. */
    @Override
    public String toString() {
        return type + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", " [", "]"));
    }

    private void require(ElementType expected) {
        if (type != expected) {
            throw new IllegalStateException("The array holds " + type);
        }
    }

    private static ByteBuffer littleEndian(int length, int bytes) {
        return ByteBuffer.allocate(Math.multiplyExact(length, bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Long> boxed(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
