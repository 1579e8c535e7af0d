// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.capsnet.core.tensor.Convolution.Axis;
import org.capsnet.core.testing.CentralDifferences;
import org.capsnet.core.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Both ways to convolve give what ND4J's conv2d gives, values and derivatives, whatever the sizes. */
class ConvolutionTests {

    /** B, C, K, H and W of the maps, and what happens along them. */
    private record Case(long batch, long inputs, long outputs, long rows, long columns, Axis height, Axis width) {

        ConvolutionSizes sizes() {
            return new ConvolutionSizes(batch, inputs, outputs, rows, columns, height, width);
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                new Case(2, 3, 4, 20, 20, Axis.of(9, 2), Axis.of(9, 2)), // PrimaryCaps on MNIST
                new Case(3, 2, 3, 11, 8, Axis.of(3, 1), Axis.of(3, 1)),
                new Case(1, 1, 1, 5, 5, Axis.of(5, 1), Axis.of(5, 1)), // one result
                new Case(1, 1, 1, 1, 1, Axis.of(1, 1), Axis.of(1, 1)),
                new Case(2, 2, 3, 10, 13, Axis.of(4, 3), Axis.of(3, 2)), // pixels left over, axes that differ
                new Case(2, 3, 2, 7, 6, new Axis(3, 2, 1, 1, 2), new Axis(2, 1, 1, 0, 1)), // padding
                new Case(2, 3, 2, 6, 6, new Axis(3, 4, 1, 1, 0), Axis.of(2, 3)), // pixels that no window sees
                new Case(2, 2, 2, 16, 16, Axis.of(2, 2), Axis.of(2, 2)));
    }

    private static Stream<Case> dilatedCases() {
        return Stream.of(
                new Case(2, 2, 3, 9, 9, new Axis(3, 1, 2, 0, 0), new Axis(3, 1, 2, 0, 0)),
                new Case(2, 2, 3, 9, 8, new Axis(2, 2, 3, 1, 1), new Axis(3, 1, 1, 0, 0)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFourierFormIsTheConvolution(Case of) {
        assertIsConvolution(of, () -> new FourierConvolution(of.sizes(), DataType.DOUBLE), DataType.DOUBLE, 1e-13);
    }

    /** Its rounding errors are those of a matrix product: no transform amplifies them. */
    @ParameterizedTest
    @MethodSource("cases")
    void theFourierFormKeepsFloatPrecision(Case of) {
        assertIsConvolution(of, () -> new FourierConvolution(of.sizes(), DataType.FLOAT), DataType.FLOAT, 2e-6);
    }

    @ParameterizedTest
    @MethodSource({"cases", "dilatedCases"})
    void theUnfoldedFormIsTheConvolution(Case of) {
        assertIsConvolution(of, () -> new UnfoldedConvolution(of.sizes()), DataType.DOUBLE, 1e-13);
    }

    private static void assertIsConvolution(Case of, Supplier<ConvolutionForm> form, DataType type, double tolerance) {
        Nd4j.getRandom().setSeed(11);
        INDArray maps = Nd4j.randn(type, of.batch(), of.inputs(), of.rows(), of.columns());
        INDArray weights = Nd4j.randn(
                type,
                of.outputs(),
                of.inputs(),
                of.height().kernel(),
                of.width().kernel());
        INDArray bias = Nd4j.randn(type, of.outputs());
        INDArray padded = zeros(
                type,
                of.batch(),
                of.inputs(),
                of.rows() + of.height().before() + of.height().after(),
                of.columns() + of.width().before() + of.width().after());
        inner(of, padded).assign(maps);
        INDArray expected = zeros(
                type,
                of.batch(),
                of.outputs(),
                of.height().outputs(of.rows()),
                of.width().outputs(of.columns()));
        reference(of, "conv2d", List.of(padded, weights, bias), List.of(expected));
        INDArray dy = Nd4j.randn(type, expected.shape());
        INDArray dPadded = zeros(type, padded.shape());
        INDArray dWeights = zeros(type, weights.shape());
        INDArray dBias = zeros(type, of.outputs());
        reference(of, "conv2d_bp", List.of(padded, weights, bias, dy), List.of(dPadded, dWeights, dBias));

        ConvolutionForm convolution = form.get();
        INDArray result = convolution.forward(Layout.stored(maps), weights, bias, true);
        Golden.assertClose("result", Layout.named(result), expected, tolerance);
        assertThat(form.get().forward(Layout.stored(maps), weights, bias, false))
                .as("inference")
                .isEqualTo(result);
        for (double beta : new double[] {0, 1}) {
            // What is added to is 1 everywhere, what is written to must not matter.
            Gradient.Slot toMaps = slot(type, Layout.reverse(maps.shape()), beta);
            Gradient.Slot toWeights = slot(type, weights.shape(), beta);
            Gradient.Slot toBias = slot(type, bias.shape(), beta);
            convolution.backward(Layout.stored(dy), toMaps, toWeights, toBias);
            Golden.assertClose(
                    "derivative by the maps",
                    Layout.named(toMaps.array()).sub(beta),
                    inner(of, dPadded),
                    10 * tolerance);
            Golden.assertClose("derivative by the weights", toWeights.array().sub(beta), dWeights, 10 * tolerance);
            Golden.assertClose("derivative by the bias", toBias.array().sub(beta), dBias, 10 * tolerance);
        }
    }

    private static Gradient.Slot slot(DataType type, long[] shape, double beta) {
        return new Gradient.Slot(Layout.create(type, shape).assign(beta == 0 ? Double.NaN : beta), beta);
    }

    private static INDArray zeros(DataType type, long... shape) {
        return Nd4j.zeros(type, shape);
    }

    private static INDArray inner(Case of, INDArray padded) {
        return padded.get(
                NDArrayIndex.all(),
                NDArrayIndex.all(),
                NDArrayIndex.interval(of.height().before(), of.height().before() + of.rows()),
                NDArrayIndex.interval(of.width().before(), of.width().before() + of.columns()));
    }

    private static void reference(Case of, String operation, List<INDArray> inputs, List<INDArray> outputs) {
        int same = 0;
        int channelsFirst = 0;
        int weightsAreOutputInputHeightWidth = 1;
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(
                        (int) of.height().kernel(),
                        (int) of.width().kernel(),
                        (int) of.height().stride(),
                        (int) of.width().stride(),
                        0,
                        0,
                        (int) of.height().dilation(),
                        (int) of.width().dilation(),
                        same,
                        channelsFirst,
                        weightsAreOutputInputHeightWidth)
                .build());
    }

    @Test
    void manyResultsAreComputedInPartsThatFitTogether() {
        // 4 MB of columns for each of 10 columns of results: more than one part.
        Case of = new Case(64, 32, 4, 16, 16, Axis.of(7, 1), Axis.of(7, 1));
        assertIsConvolution(of, () -> new UnfoldedConvolution(of.sizes()), DataType.FLOAT, 5e-6);
    }

    @Test
    void manyFrequenciesAreComputedInPartsThatFitTogether() {
        // 1 MB of transformed weights for each of 102 products.
        Case of = new Case(2, 512, 512, 8, 8, Axis.of(3, 1), Axis.of(3, 1));
        assertIsConvolution(of, () -> new FourierConvolution(of.sizes(), DataType.FLOAT), DataType.FLOAT, 5e-6);
    }

    @Test
    void theSizesDecideWhichFormIsTaken() {
        assertThat(FourierConvolution.isFaster(
                        new ConvolutionSizes(128, 256, 256, 20, 20, Axis.of(9, 2), Axis.of(9, 2))))
                .as("PrimaryCaps")
                .isTrue();
        assertThat(FourierConvolution.isFaster(new ConvolutionSizes(128, 1, 256, 28, 28, Axis.of(9, 1), Axis.of(9, 1))))
                .as("first convolution")
                .isFalse();
        assertThat(FourierConvolution.isFaster(new ConvolutionSizes(1, 256, 256, 20, 20, Axis.of(9, 2), Axis.of(9, 2))))
                .as("one image: the weights' transform isn't worth it")
                .isFalse();
    }

    @Test
    void itIsDifferentiatedOnATape() {
        Nd4j.getRandom().setSeed(5);
        Convolution convolution = new Convolution(Axis.of(3, 2), Axis.of(2, 1));
        CentralDifferences.check(
                "convolution",
                inputs -> convolution.apply(inputs.get(0), inputs.get(1), inputs.get(2)),
                Nd4j.randn(DataType.DOUBLE, 2, 3, 7, 5),
                Nd4j.randn(DataType.DOUBLE, 2, 3, 3, 4),
                Nd4j.randn(DataType.DOUBLE, 4));
    }

    @Test
    void theSmallestBatchLikeAnotherIsTheFirstThatIsComputedInItsWay() {
        Axis axis = Axis.of(9, 2);
        Convolution convolution = new Convolution(axis, axis);
        long smallest = convolution.smallestBatchLike(128, 256, 256, 20, 20);

        assertThat(smallest).isBetween(2L, 127L);
        for (long batch = 1; batch <= 128; batch++) {
            ConvolutionSizes sizes = new ConvolutionSizes(batch, 256, 256, 20, 20, axis, axis);
            assertThat(FourierConvolution.isFaster(sizes)).as("batch %d", batch).isEqualTo(batch >= smallest);
        }
        assertThat(convolution.smallestBatchLike(smallest - 1, 256, 256, 20, 20))
                .isEqualTo(1);
        assertThat(convolution.smallestBatchLike(128, 1, 1, 9, 9)).isEqualTo(1);
    }

    @Test
    void sizesThatDontFitAreRefused() {
        Tape tape = Tape.inference();
        Tensor maps = tape.constant(Nd4j.zeros(DataType.FLOAT, 2, 3, 7, 5));
        assertThatThrownBy(() -> new Convolution(Axis.of(3, 1), Axis.of(3, 1))
                        .apply(maps, tape.constant(Nd4j.zeros(DataType.FLOAT, 3, 3, 4, 8))))
                .hasMessageContaining("[kW, kH, C, K]")
                .hasMessageContaining("[3, 3, 4, 8]");
        assertThatThrownBy(() -> new Convolution(Axis.of(8, 1), Axis.of(3, 1))
                        .apply(maps, tape.constant(Nd4j.zeros(DataType.FLOAT, 3, 8, 3, 8))))
                .hasMessageContaining("A kernel of 8")
                .hasMessageContaining("7 pixels");
    }
}
