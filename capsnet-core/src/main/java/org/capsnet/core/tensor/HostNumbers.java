// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers of a stored array, read and written by Java itself in pieces, as doubles whatever they are stored as. */
abstract class HostNumbers {

    /** Whether the numbers lie in the memory of this process without gaps, and are few enough for the buffers of Java. */
    static boolean reach(INDArray stored) {
        return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
                && (stored.dataType() == DataType.FLOAT || stored.dataType() == DataType.DOUBLE)
                && stored.length() <= Integer.MAX_VALUE
                && Layout.isContiguous(stored);
    }

    /**
     * The numbers of an array.
     *
     * @param stored within {@link #reach}
     * @param longest the most numbers of a piece
     */
    static HostNumbers of(INDArray stored, int longest) {
        return stored.dataType() == DataType.FLOAT ? new Floats(stored, longest) : new Doubles(stored);
    }

    abstract void read(int from, double[] piece, int length);

    abstract void write(int from, double[] piece, int length);

    private static final class Doubles extends HostNumbers {

        private final DoubleBuffer numbers;

        Doubles(INDArray stored) {
            numbers = new DoublePointer(stored.data().addressPointer())
                    .capacity(stored.length())
                    .asBuffer();
        }

        @Override
        void read(int from, double[] piece, int length) {
            numbers.get(from, piece, 0, length);
        }

        @Override
        void write(int from, double[] piece, int length) {
            numbers.put(from, piece, 0, length);
        }
    }

    private static final class Floats extends HostNumbers {

        /**
         * What is smaller is written as 0. Its products would lie below the least normal float, 1e-38, where some processors take
         * a hundred times as long: a step of a network whose capsules vanish took minutes.
         */
        private static final double SMALLEST = 1e-30;

        private final FloatBuffer numbers;
        private final float[] room;

        Floats(INDArray stored, int longest) {
            numbers = new FloatPointer(stored.data().addressPointer())
                    .capacity(stored.length())
                    .asBuffer();
            room = new float[longest];
        }

        @Override
        void read(int from, double[] piece, int length) {
            numbers.get(from, room, 0, length);
            for (int k = 0; k < length; k++) {
                piece[k] = room[k];
            }
        }

        @Override
        void write(int from, double[] piece, int length) {
            for (int k = 0; k < length; k++) {
                room[k] = Math.abs(piece[k]) < SMALLEST ? 0 : (float) piece[k];
            }
            numbers.put(from, room, 0, length);
        }
    }
}
