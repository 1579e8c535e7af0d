// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.capsnet.core.tensor.Convolution.Axis;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution as a matrix product: every window of the maps is a column of C·kH·kW numbers, with a 1 below them that the
 * bias is multiplied by. So that the columns don't fill the memory, some of the output's W' are computed at a time.
 */
final class UnfoldedConvolution implements ConvolutionForm {

    private static final long COLUMN_BYTES = 16L << 20;

    private final ConvolutionSizes sizes;
    private final Axis height;
    private final Axis width;
    private final long window;
    private INDArray maps;
    private INDArray weights;
    private INDArray bias;

    UnfoldedConvolution(ConvolutionSizes sizes) {
        this.sizes = sizes;
        this.height = sizes.height();
        this.width = sizes.width();
        this.window = sizes.inputMaps() * sizes.taps();
    }

    @Override
    public INDArray forward(INDArray newMaps, INDArray newWeights, INDArray newBias, boolean record) {
        maps = newMaps;
        weights = newWeights;
        bias = newBias;
        INDArray result = Layout.create(
                maps.dataType(), sizes.outputColumns(), sizes.outputRows(), sizes.outputMaps(), sizes.batch());
        try (Scratch ignored = Scratch.open()) {
            INDArray padded = sizes.padded(maps, paddedRows(), paddedColumns());
            INDArray matrix = weightsAndBias();
            INDArray columnRoom = room(matrix.size(1));
            INDArray productRoom = room(sizes.outputMaps());
            for (Part part : parts()) {
                INDArray product = part.in(productRoom);
                Gemm.multiply(matrix, part.columns(padded, columnRoom), product);
                part.of(result).assign(part.mapsFirst(product).permute(1, 0, 2));
            }
        }
        return result;
    }

    @Override
    public void backward(INDArray dy, Gradient.Slot dMaps, Gradient.Slot dWeights, Gradient.Slot dBias) {
        try (Scratch ignored = Scratch.open()) {
            INDArray padded = sizes.padded(maps, paddedRows(), paddedColumns());
            INDArray matrix = weightsAndBias();
            INDArray dMatrix = Layout.create(maps.dataType(), matrix.shape());
            INDArray dPadded = dMaps == null
                    ? null
                    : Layout.create(padded.dataType(), padded.shape()).assign(0);
            INDArray columnRoom = room(matrix.size(1));
            INDArray productRoom = room(sizes.outputMaps());
            for (Part part : parts()) {
                INDArray dProduct = part.in(productRoom);
                part.mapsFirst(dProduct).assign(part.of(dy).permute(1, 0, 2));
                if (dWeights != null || dBias != null) {
                    Gemm.multiplyRightTransposed(
                            dProduct, part.columns(padded, columnRoom), dMatrix, part.from() == 0 ? 0 : 1);
                }
                if (dPadded != null) {
                    INDArray dColumns = part.in(columnRoom);
                    Gemm.multiplyLeftTransposed(matrix, dProduct, dColumns, 0);
                    part.addColumns(dColumns, dPadded);
                }
            }
            if (dWeights != null) {
                dWeights.add(Layout.strided(dMatrix, 0, new long[] {sizes.outputMaps(), window}, rowStrides(dMatrix)));
            }
            if (dBias != null) {
                dBias.add(Layout.strided(dMatrix, window, new long[] {sizes.outputMaps(), 1}, rowStrides(dMatrix)));
            }
            if (dMaps != null) {
                dMaps.add(sizes.unpadded(dPadded));
            }
        }
    }

    /** [K, C·kH·kW], with the bias as one more column. */
    private INDArray weightsAndBias() {
        INDArray plain = Layout.view(weights, sizes.outputMaps(), window);
        if (bias == null) {
            return plain;
        }
        INDArray both = Layout.create(weights.dataType(), sizes.outputMaps(), window + 1);
        Layout.strided(both, 0, plain.shape(), rowStrides(both)).assign(plain);
        Layout.strided(both, window, new long[] {sizes.outputMaps(), 1}, rowStrides(both))
                .assign(Layout.view(bias, sizes.outputMaps(), 1));
        return both;
    }

    private static long[] rowStrides(INDArray matrix) {
        return new long[] {matrix.size(1), 1};
    }

    private long paddedRows() {
        return sizes.rows() + height.before() + height.after();
    }

    private long paddedColumns() {
        return sizes.columns() + width.before() + width.after();
    }

    private long partSize() {
        long bytes = (window + 1)
                * sizes.outputRows()
                * sizes.batch()
                * weights.dataType().width();
        return Math.min(sizes.outputColumns(), Math.max(1, COLUMN_BYTES / bytes));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (long from = 0; from < sizes.outputColumns(); from += partSize()) {
            parts.add(new Part(from, Math.min(partSize(), sizes.outputColumns() - from)));
        }
        return parts;
    }

    /** Memory for a matrix with a column for every result of the largest part. */
    private INDArray room(long rows) {
        return Layout.create(weights.dataType(), rows, partSize() * sizes.outputRows() * sizes.batch());
    }

    /** Some of the output's W'. */
    private final class Part {

        private final long from;
        private final long count;

        private Part(long from, long count) {
            this.from = from;
            this.count = count;
        }

        long from() {
            return from;
        }

        /** Number of results in a map, for all examples. */
        long results() {
            return count * sizes.outputRows() * sizes.batch();
        }

        /** As many columns as this part has, without gaps. */
        INDArray in(INDArray room) {
            return Layout.strided(room, 0, new long[] {room.size(0), results()}, new long[] {results(), 1});
        }

        /** This part of [W', H', K, B], as [places, K, B]. */
        INDArray of(INDArray results) {
            long place = sizes.outputMaps() * sizes.batch();
            return Layout.strided(
                    results,
                    from * sizes.outputRows() * place,
                    new long[] {count * sizes.outputRows(), sizes.outputMaps(), sizes.batch()},
                    new long[] {place, sizes.batch(), 1});
        }

        /** The product [K, places · B] as [K, places, B]. */
        INDArray mapsFirst(INDArray product) {
            return Layout.view(product, sizes.outputMaps(), count * sizes.outputRows(), sizes.batch());
        }

        /** Every window as a column, [C·kH·kW (+ 1), places · B]. */
        INDArray columns(INDArray padded, INDArray room) {
            INDArray columns = in(room);
            forEachTap(columns, padded, (ofColumns, ofMaps) -> ofColumns.assign(ofMaps));
            if (bias != null) {
                Layout.rows(columns, window, window + 1).assign(1);
            }
            return columns;
        }

        /** Adds what columns stand for to the maps that they were taken from. */
        void addColumns(INDArray columns, INDArray padded) {
            forEachTap(columns, padded, (ofColumns, ofMaps) -> ofMaps.addi(ofColumns));
        }

        /**
         * What a tap of the kernel meets, in the columns and in the maps. Tap by tap, since windows overlap, and since ND4J
         * copies arrays of more than five axes number by number.
         */
        private void forEachTap(INDArray columns, INDArray padded, BiConsumer<INDArray, INDArray> step) {
            long row = sizes.inputMaps() * sizes.batch();
            long column = padded.size(1) * row;
            long[] shape = {sizes.inputMaps(), count, sizes.outputRows(), sizes.batch()};
            long[] strides = {sizes.batch(), width.stride() * column, height.stride() * row, 1};
            long[] tapStrides = {sizes.taps() * results(), sizes.outputRows() * sizes.batch(), sizes.batch(), 1};
            for (long i = 0; i < height.kernel(); i++) {
                for (long j = 0; j < width.kernel(); j++) {
                    long offset = (from * width.stride() + j * width.dilation()) * column + i * height.dilation() * row;
                    step.accept(
                            Layout.strided(columns, (i * width.kernel() + j) * results(), shape, tapStrides),
                            Layout.strided(padded, offset, shape, strides));
                }
            }
        }
    }
}
