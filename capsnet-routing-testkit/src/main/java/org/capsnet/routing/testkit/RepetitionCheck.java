// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same input gives the same output, to the last bit: a second time, on another thread, with another seed. */
final class RepetitionCheck implements Check {

    private static final int THREADS = 2;
    private static final int CALLS = 5;
    private static final long SEED = 1;

    @Override
    public String name() {
        return "repetition";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, 5, 4, 3, 8);
        Numbers numbers = Draws.trained(routing, sizes, 1).as(DataType.FLOAT);
        Numbers others = Draws.trained(routing, sizes, 2).as(DataType.FLOAT);
        return List.of(
                new Part("a second time", () -> verifySecondTime(routing, numbers, others)),
                new Part("two threads", () -> verifyThreads(routing, numbers, others)),
                new Part("another seed", () -> verifySeeds(routing, numbers)));
    }

    private static void verifySecondTime(Routing routing, Numbers numbers, Numbers others) {
        Map<String, INDArray> first = results(routing, numbers, SEED);
        results(routing, others, SEED);
        requireSame(
                first,
                results(routing, numbers, SEED),
                "after a call with other numbers",
                "fields of the routing or its plug-in, static ones too: a routing keeps nothing between calls");
    }

    private static void verifyThreads(Routing routing, Numbers numbers, Numbers others) throws InterruptedException {
        List<Numbers> inputs = List.of(numbers, others);
        List<Map<String, INDArray>> expected =
                inputs.stream().map(each -> results(routing, each, SEED)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Map<String, INDArray>>> calls = IntStream.range(0, THREADS * CALLS)
                    .mapToObj(call -> threads.submit(() -> results(routing, inputs.get(call % THREADS), SEED)))
                    .toList();
            for (int call = 0; call < calls.size(); call++) {
                requireSame(
                        expected.get(call % THREADS),
                        calls.get(call).get(),
                        "on another thread",
                        "fields that two calls share, static ones too: the same instance serves several threads");
            }
        } catch (ExecutionException e) {
            throw new AssertionError("The routing fails on another thread: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void verifySeeds(Routing routing, Numbers numbers) {
        String lookAt = "Nd4j.rand and Nd4j.randn in route(): a routing is a function of its input; what must be random"
                + " once is the initial value of a parameter";
        Map<String, INDArray> first = results(routing, numbers, SEED);
        double afterwards = Nd4j.getRandom().nextDouble();
        Nd4j.getRandom().setSeed(SEED);
        if (Nd4j.getRandom().nextDouble() != afterwards) {
            throw Finding.of("ND4J's random generator to be left alone", "numbers drawn from it in route()", lookAt);
        }
        requireSame(first, results(routing, numbers, SEED + 1), "with another seed of ND4J's random generator", lookAt);
    }

    /** Outputs and gradients of a training step. */
    private static Map<String, INDArray> results(Routing routing, Numbers numbers, long seed) {
        Nd4j.getRandom().setSeed(seed);
        Run run = Run.training(routing, numbers);
        Map<String, INDArray> results = run.outputs();
        results.replaceAll((name, output) -> output.dup());
        run.gradients(run.directions(1)).forEach((name, gradient) -> results.put("gradient of the " + name, gradient));
        return results;
    }

    private static void requireSame(
            Map<String, INDArray> expected, Map<String, INDArray> actual, String when, String lookAt) {
        expected.forEach((name, array) -> {
            if (!Values.areSame(array, actual.get(name))) {
                throw Finding.of(
                        "the same " + name + ", to the last bit, " + when,
                        "a difference of " + Values.difference(actual.get(name), array),
                        lookAt);
            }
        });
    }
}
