// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import java.util.Arrays;
import org.apiguardian.api.API;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of feature maps; as everywhere in the field, the kernel isn't mirrored.
 *
 * <p>Maps are [B, C, H, W]. Weights are [kW, kH, C, K], so that the array that Deeplearning4j keeps, [K, C, kH, kW] in C
 * order, is used as it lies. There are two ways to compute it, and the sizes decide which is taken: as one matrix product
 * with every window of the maps as a column, or by {@link FourierConvolution} with a fraction of the arithmetic.
 *
 * @param height what happens along H
 * @param width what happens along W
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Convolution(Axis height, Axis width) {

    /**
     * One direction of a convolution.
     *
     * @param kernel taps of the kernel, at least 1
     * @param stride distance of two neighbouring windows, at least 1
     * @param dilation distance of two neighbouring taps, at least 1
     * @param before zeros in front of the maps
     * @param after zeros behind the maps
     */
    public record Axis(long kernel, long stride, long dilation, long before, long after) {

        /**
         * Refuses sizes that are no convolution.
         *
         * @param kernel at least 1
         * @param stride at least 1
         * @param dilation at least 1
         * @param before at least 0
         * @param after at least 0
         */
        public Axis {
            if (kernel < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
                throw new IllegalArgumentException("A convolution can't have kernel " + kernel + ", stride " + stride
                        + ", dilation " + dilation + " and padding " + before + " and " + after);
            }
        }

        /**
         * Without padding and dilation.
         *
         * @param kernel at least 1
         * @param stride at least 1
         * @return a direction
         */
        public static Axis of(long kernel, long stride) {
            return new Axis(kernel, stride, 1, 0, 0);
        }

        /**
         * Number of windows.
         *
         * @param size of the maps along this axis
         * @return at least 1
         * @throws IllegalArgumentException if not even one fits
         */
        public long outputs(long size) {
            long room = size + before + after - (kernel - 1) * dilation - 1;
            if (room < 0) {
                throw new IllegalArgumentException("A kernel of " + kernel + " with dilation " + dilation
                        + " doesn't fit into " + size + " pixels with padding " + before + " and " + after);
            }
            return room / stride + 1;
        }
    }

    /**
     * Convolves maps.
     *
     * @param maps [B, C, H, W]
     * @param weights [kW, kH, C, K]
     * @return maps [B, K, outputs of H, outputs of W]
     */
    public Tensor apply(Tensor maps, Tensor weights) {
        return apply(maps, weights, null);
    }

    /**
     * Convolves maps and adds a number to each of the results.
     *
     * @param maps [B, C, H, W]
     * @param weights [kW, kH, C, K]
     * @param bias [K]
     * @return maps [B, K, outputs of H, outputs of W]
     */
    public Tensor apply(Tensor maps, Tensor weights, Tensor bias) {
        ConvolutionSizes sizes = sizes(maps, weights);
        if (bias != null) {
            bias.requireShape(sizes.outputMaps());
        }
        ConvolutionForm form = FourierConvolution.isFaster(sizes)
                ? new FourierConvolution(sizes, maps.dataType())
                : new UnfoldedConvolution(sizes);
        INDArray result = form.forward(
                maps.stored(),
                weights.stored(),
                bias == null ? null : bias.stored(),
                maps.tape().isRecording());
        Tensor[] operands = bias == null ? new Tensor[] {maps, weights} : new Tensor[] {maps, weights, bias};
        return Tensor.result(
                maps.tape(),
                result,
                dy -> form.backward(
                        dy, maps.gradientSlot(), weights.gradientSlot(), bias == null ? null : bias.gradientSlot()),
                operands);
    }

    /**
     * The smallest batch that is computed in the same way as another: from there to that one, time and memory of a
     * convolution grow in a line with the batch.
     *
     * @param batch B, at least 1
     * @param inputMaps C
     * @param outputMaps K
     * @param rows H
     * @param columns W
     * @return 1 to {@code batch}
     */
    public long smallestBatchLike(long batch, long inputMaps, long outputMaps, long rows, long columns) {
        boolean fourier = isFourierFaster(batch, inputMaps, outputMaps, rows, columns);
        if (!fourier) {
            // What the frequency domain has to do once, for the weights, pays more the larger the batch is.
            return 1;
        }
        long below = 0;
        long like = batch;
        while (like - below > 1) {
            long middle = (below + like) / 2;
            if (isFourierFaster(middle, inputMaps, outputMaps, rows, columns)) {
                like = middle;
            } else {
                below = middle;
            }
        }
        return like;
    }

    private boolean isFourierFaster(long batch, long inputMaps, long outputMaps, long rows, long columns) {
        return FourierConvolution.isFaster(
                new ConvolutionSizes(batch, inputMaps, outputMaps, rows, columns, height, width));
    }

    private ConvolutionSizes sizes(Tensor maps, Tensor weights) {
        if (maps.rank() != 4
                || weights.rank() != 4
                || weights.size(0) != width.kernel()
                || weights.size(1) != height.kernel()
                || weights.size(2) != maps.size(1)) {
            throw new IllegalArgumentException("A convolution with a kernel of " + height.kernel() + "x"
                    + width.kernel() + " needs maps [B, C, H, W] and weights [kW, kH, C, K], but got "
                    + Arrays.toString(maps.shape()) + " and " + Arrays.toString(weights.shape()));
        }
        return new ConvolutionSizes(
                maps.size(0), maps.size(1), weights.size(3), maps.size(2), maps.size(3), height, width);
    }
}
