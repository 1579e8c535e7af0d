// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.capsnet.core.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation of a tensor gives PyTorch's value and gradient. */
class TensorGoldenTests {

    private static final Map<String, UnaryOperator<Tensor>> UNARY = Map.ofEntries(
            entry("scale", x -> x.times(1.7)),
            entry("negate", Tensor::negated),
            entry("exp", Tensor::exp),
            entry("log", Tensor::log),
            entry("sqrt", Tensor::sqrt),
            entry("square", Tensor::squared),
            entry("sigmoid", Tensor::sigmoid),
            entry("log-sigmoid", Tensor::logSigmoid),
            entry("relu", Tensor::relu),
            entry("softmax-last", x -> x.softmax(-1)),
            entry("softmax-middle", x -> x.softmax(1)),
            entry("log-softmax-last", x -> x.logSoftmax(-1)),
            entry("sum-last", x -> x.sum(-1)),
            entry("sum-middle", x -> x.sum(1)),
            entry("sum-first", x -> x.sum(0)),
            entry("mean-last", x -> x.mean(-1)),
            entry("max-last", x -> x.max(-1)),
            entry("squash", Tensor::squash),
            entry("squash-zero", Tensor::squash),
            entry("lengths", Tensor::lengths),
            entry("lengths-zero", Tensor::lengths),
            entry("layer-norm-last", x -> x.layerNorm(1e-5)));

    private static final Map<String, BiFunction<Tensor, Tensor, Tensor>> BINARY = Map.ofEntries(
            entry("plus", Tensor::plus),
            entry("plus-broadcast", Tensor::plus),
            entry("plus-broadcast-scalar-per-capsule", Tensor::plus),
            entry("minus", Tensor::minus),
            entry("times", Tensor::times),
            entry("times-broadcast", Tensor::times),
            entry("times-broadcast-leading", Tensor::times),
            entry("times-broadcast-middle", Tensor::times),
            entry("divide", Tensor::dividedBy),
            entry("divide-broadcast", Tensor::dividedBy));

    @TestFactory
    Stream<DynamicTest> unary() {
        return UNARY.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> {
                    Golden golden = Golden.of("ops/" + operation.getKey());
                    Tape tape = Tape.recording();
                    Tensor x = tape.variable(golden.get("x"));
                    Tensor out = operation.getValue().apply(x);
                    golden.assertEquals("out", out.array());
                    tape.backward(out, golden.get("dout"));
                    golden.assertEquals("dx", x.gradient());
                }));
    }

    @TestFactory
    Stream<DynamicTest> binary() {
        return BINARY.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> {
                    Golden golden = Golden.of("ops/" + operation.getKey());
                    Tape tape = Tape.recording();
                    Tensor x = tape.variable(golden.get("x"));
                    Tensor y = tape.variable(golden.get("y"));
                    Tensor out = operation.getValue().apply(x, y);
                    golden.assertEquals("out", out.array());
                    tape.backward(out, golden.get("dout"));
                    golden.assertEquals("dx", x.gradient());
                    golden.assertEquals("dy", y.gradient());
                }));
    }
}
