// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.capsnet.core.testing.CentralDifferences;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The derivative of every operation is that of finite differences, for random shapes. */
class TensorGradientTests {

    /** Applied to x [B, J, D], y [B, J, D] and, where broadcast, parts of y. All elements are between 0.5 and 2. */
    private static final Map<String, Function<List<Tensor>, Tensor>> OPERATIONS = Map.ofEntries(
            entry("plus", in -> in.get(0).plus(in.get(1))),
            entry("plus itself", in -> in.get(0).plus(in.get(0))),
            entry("minus", in -> in.get(0).minus(in.get(1))),
            entry("times", in -> in.get(0).times(in.get(1))),
            entry("times itself", in -> in.get(0).times(in.get(0))),
            entry("divided by", in -> in.get(0).dividedBy(in.get(1))),
            entry("x minus its mean over J", in -> in.get(0).minus(in.get(1).mean(1))),
            entry("smaller operand first", in -> in.get(0).sum(1).times(in.get(1))),
            entry(
                    "both operands repeated",
                    in -> in.get(0).sum(1).times(in.get(1).sum(-1))),
            entry(
                    "both operands repeated, quotient",
                    in -> in.get(0).sum(0).dividedBy(in.get(1).sum(1))),
            entry("times a number per capsule", in -> in.get(0).times(in.get(1).sum(-1))),
            entry("plus a vector for all", in -> in.get(0).plus(in.get(1).sum(1).sum(0))),
            entry("number times", in -> in.get(0).times(-2.5)),
            entry("number plus", in -> in.get(0).plus(1.5)),
            entry("negated", in -> in.get(0).negated()),
            entry("squared", in -> in.get(0).squared()),
            entry("sqrt", in -> in.get(0).sqrt()),
            entry("exp", in -> in.get(0).exp()),
            entry("log", in -> in.get(0).log()),
            entry("sigmoid", in -> in.get(0).sigmoid()),
            entry("log sigmoid", in -> in.get(0).logSigmoid()),
            entry("relu", in -> in.get(0).plus(-1.25).relu()),
            entry("sum over all axes", in -> in.get(0).sum(0).sum(1).sum(2)),
            entry("mean", in -> in.get(0).mean(1)),
            entry("max", in -> in.get(0).max(1)),
            entry("softmax over D", in -> in.get(0).softmax(-1)),
            entry("softmax over J", in -> in.get(0).softmax(1)),
            entry("softmax over B", in -> in.get(0).softmax(0)),
            entry("log softmax", in -> in.get(0).logSoftmax(1)),
            entry("squash", in -> in.get(0).squash()),
            entry("lengths", in -> in.get(0).lengths()),
            entry("layer norm", in -> in.get(0).layerNorm(1e-5)),
            entry("inserted axis", in -> in.get(0).insertAxis(1).times(in.get(1).insertAxis(2))),
            entry("dropped axis", in -> in.get(0).sum(1).dropAxis(1).squared()),
            entry("slice", in -> in.get(0).slice(1, 1, 2).times(in.get(1).slice(-1, 0, 1))),
            entry("concat along D", in -> in.get(0).concat(-1, in.get(1).squared())),
            entry("concat along B", in -> in.get(0).concat(0, in.get(0).exp())),
            entry("a value used three times", in -> {
                Tensor v = in.get(0).squash();
                return v.times(v).plus(v).times(in.get(1));
            }),
            entry(
                    "composition",
                    in -> in.get(0).softmax(1).times(in.get(1)).squash().log()));

    @TestFactory
    Stream<DynamicTest> matchesCentralDifferences() {
        return OPERATIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(operation -> IntStream.range(0, 3).mapToObj(round -> {
                    Random random = new Random(operation.getKey().hashCode() + round);
                    long[] shape = {1 + random.nextInt(3), 2 + random.nextInt(4), 2 + random.nextInt(5)};
                    String name = operation.getKey() + " on " + java.util.Arrays.toString(shape);
                    return DynamicTest.dynamicTest(name, () -> {
                        Nd4j.getRandom().setSeed(random.nextLong());
                        CentralDifferences.check(name, operation.getValue(), positive(shape), positive(shape));
                    });
                }));
    }

    private static INDArray positive(long... shape) {
        return Nd4j.rand(DataType.DOUBLE, shape).muli(1.5).addi(0.5);
    }
}
