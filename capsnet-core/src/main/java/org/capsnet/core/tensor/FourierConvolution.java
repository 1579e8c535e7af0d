// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.ArrayList;
import java.util.List;
import org.capsnet.core.tensor.Convolution.Axis;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution in the frequency domain, where it takes about 1.5 matrix products [K, C] · [C, B] for every point of the
 * maps instead of one for every pair of a result and a tap: 148 · 4 instead of 2916 for a 9×9 kernel with stride 2 on
 * 20×20 maps.
 *
 * <p>A stride s makes s² phases: windows start at every s-th pixel, so tap s·a + α always meets pixels s·p + α. Each phase
 * is a convolution with stride 1 of a maps' phase with the kernel's, and their sum is the result; the phases join the maps
 * as the inner axis of the matrix products. All transforms are matrix products too, see {@link FourierTransforms}.
 */
final class FourierConvolution implements ConvolutionForm {

    /** How many numbers could be multiplied and added while one is read and written; measured, order of magnitude. */
    private static final long PRODUCTS_PER_COPY = 50;

    /** Transformed weights are made for some frequencies at a time. */
    private static final long WEIGHT_BYTES = 40L << 20;

    private final ConvolutionSizes sizes;
    private final FourierTransforms.Axis acrossColumns;
    private final FourierTransforms.Axis acrossRows;
    private final long phases;
    private final FourierTransforms transforms;
    private INDArray frequencies;
    private INDArray taps;

    FourierConvolution(ConvolutionSizes sizes, DataType type) {
        this.sizes = sizes;
        this.acrossColumns = transformAxis(sizes.width(), sizes.outputColumns());
        this.acrossRows = transformAxis(sizes.height(), sizes.outputRows());
        this.phases = sizes.width().stride() * sizes.height().stride();
        this.transforms = FourierTransforms.of(acrossColumns, acrossRows, type);
    }

    /** Whether this takes less time than a matrix product with all windows, by the count of its products and copies. */
    static boolean isFaster(ConvolutionSizes sizes) {
        if (sizes.width().dilation() != 1 || sizes.height().dilation() != 1) {
            return false;
        }
        FourierTransforms.Axis columns = transformAxis(sizes.width(), sizes.outputColumns());
        FourierTransforms.Axis rows = transformAxis(sizes.height(), sizes.outputRows());
        long products = FourierTransforms.products(columns, rows);
        long inner = sizes.width().stride() * sizes.height().stride() * sizes.inputMaps();
        long inputs = inner * sizes.batch();
        long weights = inner * sizes.outputMaps();
        long outputs = sizes.outputMaps() * sizes.batch();
        double fourier = (double) products
                * (inner * outputs
                        + inputs * (PRODUCTS_PER_COPY + columns.points() * rows.points())
                        + weights * (PRODUCTS_PER_COPY + columns.taps() * rows.taps())
                        + outputs * (PRODUCTS_PER_COPY + sizes.places()));
        double unfolded = (double) sizes.places()
                * sizes.taps()
                * sizes.inputMaps()
                * sizes.batch()
                * (sizes.outputMaps() + PRODUCTS_PER_COPY);
        return fourier < unfolded;
    }

    private static FourierTransforms.Axis transformAxis(Axis axis, long outputs) {
        return FourierTransforms.Axis.of((int) ((axis.kernel() + axis.stride() - 1) / axis.stride()), (int) outputs);
    }

    @Override
    public INDArray forward(INDArray maps, INDArray weights, INDArray bias, boolean record) {
        INDArray result = Layout.create(
                maps.dataType(), sizes.outputColumns(), sizes.outputRows(), sizes.outputMaps(), sizes.batch());
        INDArray newFrequencies = record ? frequencyArray(maps.dataType()) : null;
        INDArray newTaps = record ? tapArray(maps.dataType()) : null;
        try (Scratch ignored = Scratch.open()) {
            frequencies = record ? newFrequencies : frequencyArray(maps.dataType());
            taps = record ? newTaps : tapArray(maps.dataType());
            Gemm.multiply(transforms.input(), points(phasesOf(maps)), matrix(frequencies));
            splitWeights(weights, taps);
            INDArray products =
                    Layout.create(maps.dataType(), transforms.output().size(0), sizes.outputMaps(), sizes.batch());
            INDArray room = bandOf(taps);
            bands().forEach(band -> band.multiply(products, room));
            addBias(products, bias);
            Gemm.multiplyLeftTransposed(transforms.output(), matrix(products), results(result), 0);
        }
        if (!record) {
            frequencies = null;
            taps = null;
        }
        return result;
    }

    @Override
    public void backward(INDArray dy, Gradient.Slot maps, Gradient.Slot weights, Gradient.Slot bias) {
        try (Scratch ignored = Scratch.open()) {
            INDArray dProducts =
                    Layout.create(dy.dataType(), transforms.output().size(0), sizes.outputMaps(), sizes.batch());
            Gemm.multiply(transforms.output(), results(dy), matrix(dProducts));
            INDArray dPhases = maps == null ? null : phaseArray(dy.dataType());
            INDArray dTaps = weights == null ? null : tapArray(dy.dataType());
            INDArray weightRoom = bandOf(taps);
            INDArray mapRoom = bandOf(frequencies);
            for (Band band : bands()) {
                if (maps != null) {
                    band.addToPhases(dPhases, dProducts, weightRoom, mapRoom);
                }
                if (weights != null) {
                    band.addToTaps(dTaps, dProducts, weightRoom);
                }
            }
            if (maps != null) {
                join(dPhases, maps);
            }
            if (weights != null) {
                joinWeights(dTaps, weights);
            }
            if (bias != null) {
                INDArray perExample = at(dProducts, transforms.kernel().size(0));
                bias.add(Layout.view(perExample.sum(1), sizes.outputMaps()));
            }
        }
    }

    // ------------------------------------------------------------------------------------------------- maps

    /** [W, H, C, B] to [N', N, phases, C, B]. */
    private INDArray phasesOf(INDArray maps) {
        INDArray split = phaseArray(maps.dataType());
        split.assign(
                interleaved(sizes.padded(maps, paddedRows(), paddedColumns())).permute(0, 2, 1, 3, 4));
        return split;
    }

    /** Adds [N', N, phases, C, B] to [W, H, C, B]. */
    private void join(INDArray split, Gradient.Slot maps) {
        INDArray ordered = split.permute(0, 2, 1, 3, 4);
        if (sizes.isPadded(paddedRows(), paddedColumns())) {
            INDArray padded =
                    Layout.create(split.dataType(), paddedColumns(), paddedRows(), sizes.inputMaps(), sizes.batch());
            interleaved(padded).assign(ordered);
            maps.add(sizes.unpadded(padded));
        } else {
            maps.add(ordered);
        }
    }

    /** [N', s, N, s, C·B]. */
    private INDArray interleaved(INDArray padded) {
        return Layout.view(
                padded,
                acrossColumns.points(),
                sizes.width().stride(),
                acrossRows.points(),
                sizes.height().stride(),
                sizes.inputMaps() * sizes.batch());
    }

    private INDArray phaseArray(DataType type) {
        return Layout.create(
                type,
                acrossColumns.points(),
                acrossRows.points(),
                sizes.width().stride(),
                sizes.height().stride(),
                sizes.inputMaps() * sizes.batch());
    }

    private long paddedColumns() {
        return acrossColumns.points() * sizes.width().stride();
    }

    private long paddedRows() {
        return acrossRows.points() * sizes.height().stride();
    }

    // ------------------------------------------------------------------------------------------------- weights

    /** [K, C, kH, kW] to [taps of a phase, K, phases, C]; missing taps of a phase are zero. */
    private void splitWeights(INDArray weights, INDArray split) {
        INDArray selected =
                Layout.create(weights.dataType(), split.size(0), phases, sizes.outputMaps(), sizes.inputMaps());
        Gemm.multiplyRightTransposed(
                selection(weights.dataType()),
                Layout.view(weights, sizes.outputMaps() * sizes.inputMaps(), sizes.taps()),
                Layout.view(selected, split.size(0) * phases, sizes.outputMaps() * sizes.inputMaps()),
                0);
        byPhase(split).assign(selected.permute(0, 2, 1, 3));
    }

    private void joinWeights(INDArray split, Gradient.Slot weights) {
        INDArray selected =
                Layout.create(split.dataType(), split.size(0), phases, sizes.outputMaps(), sizes.inputMaps());
        selected.permute(0, 2, 1, 3).assign(byPhase(split));
        Gemm.multiplyLeftTransposed(
                Layout.view(selected, split.size(0) * phases, sizes.outputMaps() * sizes.inputMaps()),
                selection(split.dataType()),
                Layout.view(weights.array(), sizes.outputMaps() * sizes.inputMaps(), sizes.taps()),
                weights.beta());
    }

    private INDArray byPhase(INDArray split) {
        return Layout.view(split, split.size(0), sizes.outputMaps(), phases, sizes.inputMaps());
    }

    /** Which tap of the kernel [kH, kW] is which tap of which phase: 0 and 1, [taps of a phase · phases, kH·kW]. */
    private INDArray selection(DataType type) {
        double[][] selection = new double[acrossColumns.taps() * acrossRows.taps() * (int) phases][(int) sizes.taps()];
        long across = sizes.width().stride();
        long down = sizes.height().stride();
        for (long i = 0; i < sizes.height().kernel(); i++) {
            for (long j = 0; j < sizes.width().kernel(); j++) {
                long tap = j / across * acrossRows.taps() + i / down;
                long phase = j % across * down + i % down;
                selection[(int) (tap * phases + phase)][(int) (i * sizes.width().kernel() + j)] = 1;
            }
        }
        return Nd4j.create(selection).castTo(type);
    }

    private void addBias(INDArray products, INDArray bias) {
        INDArray row = at(products, transforms.kernel().size(0));
        if (bias == null) {
            row.assign(0);
        } else {
            row.assign(Layout.strided(bias, 0, row.shape(), new long[] {1, 0}));
        }
    }

    // ------------------------------------------------------------------------------------------------- views

    private INDArray frequencyArray(DataType type) {
        return Layout.create(type, transforms.input().size(0), phases * sizes.inputMaps(), sizes.batch());
    }

    private INDArray tapArray(DataType type) {
        return Layout.create(type, transforms.kernel().size(1), sizes.outputMaps(), phases * sizes.inputMaps());
    }

    private INDArray results(INDArray results) {
        return Layout.view(results, sizes.places(), sizes.outputMaps() * sizes.batch());
    }

    private static INDArray points(INDArray split) {
        return Layout.view(split, split.size(0) * split.size(1), split.length() / split.size(0) / split.size(1));
    }

    private static INDArray matrix(INDArray stack) {
        return Layout.view(stack, stack.size(0), stack.length() / stack.size(0));
    }

    private static INDArray at(INDArray stack, long k) {
        return Layout.strided(stack, k * stack.stride(0), new long[] {stack.size(1), stack.size(2)}, new long[] {
            stack.stride(1), stack.stride(2)
        });
    }

    private long bandSize() {
        long bytes = sizes.outputMaps()
                * phases
                * sizes.inputMaps()
                * taps.dataType().width();
        return Math.min(transforms.kernel().size(0), Math.max(1, WEIGHT_BYTES / bytes));
    }

    /** Memory for what belongs to the products of a band. */
    private INDArray bandOf(INDArray stack) {
        return Layout.create(stack.dataType(), bandSize(), stack.size(1), stack.size(2));
    }

    private List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        long all = transforms.kernel().size(0);
        for (long from = 0; from < all; from += bandSize()) {
            bands.add(new Band(from, Math.min(bandSize(), all - from)));
        }
        return bands;
    }

    /** Some of the R products. */
    private final class Band {

        private final long from;
        private final long count;

        private Band(long from, long count) {
            this.from = from;
            this.count = count;
        }

        /** The products themselves. */
        void multiply(INDArray products, INDArray weightRoom) {
            INDArray transformed = weights(weightRoom);
            for (long f = 0; f < count; f++) {
                Gemm.multiply(at(transformed, f), at(frequencies, from + f), at(products, from + f));
            }
        }

        /** Their part of the derivative by the maps' phases. */
        void addToPhases(INDArray dPhases, INDArray dProducts, INDArray weightRoom, INDArray mapRoom) {
            INDArray transformed = weights(weightRoom);
            INDArray dFrequencies = in(mapRoom);
            for (long f = 0; f < count; f++) {
                Gemm.multiplyLeftTransposed(at(transformed, f), at(dProducts, from + f), at(dFrequencies, f), 0);
            }
            Gemm.multiplyLeftTransposed(rowsOf(transforms.input()), matrix(dFrequencies), points(dPhases), beta());
        }

        /** Their part of the derivative by the taps. */
        void addToTaps(INDArray dTaps, INDArray dProducts, INDArray weightRoom) {
            INDArray dTransformed = in(weightRoom);
            for (long f = 0; f < count; f++) {
                Gemm.multiplyRightTransposed(
                        at(dProducts, from + f), at(frequencies, from + f), at(dTransformed, f), 0);
            }
            Gemm.multiplyLeftTransposed(rowsOf(transforms.kernel()), matrix(dTransformed), matrix(dTaps), beta());
        }

        private int beta() {
            return from == 0 ? 0 : 1;
        }

        /** Transformed weights, [count, K, phases · C]. */
        private INDArray weights(INDArray room) {
            INDArray transformed = in(room);
            Gemm.multiply(rowsOf(transforms.kernel()), matrix(taps), matrix(transformed));
            return transformed;
        }

        private INDArray in(INDArray room) {
            return Layout.rows(room, 0, count);
        }

        private INDArray rowsOf(INDArray matrix) {
            return Layout.rows(matrix, from, from + count);
        }
    }
}
