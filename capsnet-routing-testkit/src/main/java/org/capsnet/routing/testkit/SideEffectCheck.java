// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;

/** A routing changes nothing outside and prints nothing. */
final class SideEffectCheck implements Check {

    @Override
    public String name() {
        return "side effects";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        Sizes sizes = Sizes.of(routing, 2, 5, 4, 3, 8);
        Numbers numbers = Draws.trained(routing, sizes, 1).as(DataType.FLOAT);
        return List.of(
                new Part("arrays", () -> verifyArrays(routing, numbers)),
                new Part("terminal", () -> verifyTerminal(routing, numbers)));
    }

    private static void verifyArrays(Routing routing, Numbers numbers) {
        Numbers before = numbers.copy();
        Run run = Run.training(routing, numbers);
        run.gradients(run.directions(1));
        Run.inference(routing, numbers);
        before.arrays().forEach((name, array) -> {
            if (!Values.areSame(array, numbers.arrays().get(name))) {
                throw Finding.of(
                        "the array of " + name + " to stay as it was",
                        "a change of " + Values.difference(numbers.arrays().get(name), array),
                        "ND4J's operations that end with i, such as addi and assign, on array() of a tensor; new state"
                                + " goes into Capsules.withState");
            }
        });
    }

    private static void verifyTerminal(Routing routing, Numbers numbers) {
        // What ND4J logs when it is first used isn't the routing's.
        Run.training(routing, numbers);
        PrintStream out = System.out;
        PrintStream error = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream recorder = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(recorder);
        System.setErr(recorder);
        try {
            Run.training(routing, numbers);
            Run.inference(routing, numbers);
        } finally {
            System.setOut(out);
            System.setErr(error);
        }
        if (printed.size() > 0) {
            throw Finding.of(
                    "nothing printed",
                    printed.toString(StandardCharsets.UTF_8).strip(),
                    "System.out and System.err in route(): offer inner values to a probe with input.observe(...), or"
                            + " log with SLF4J below its warning level");
        }
    }
}
