// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every check notices the flaw that it is there for, says what to do about it, and is alone in that. */
class KitFlawTests {

    private static final List<Check> QUICK = List.of(
            new ShapeCheck(),
            new ActivationCheck(),
            new CouplingCheck(),
            new BatchCheck(),
            new OrderCheck(),
            new FiniteCheck(),
            new GradientCheck(),
            new ParameterCheck(),
            new PrecisionCheck(),
            new RepetitionCheck(),
            new SideEffectCheck(),
            new StateCheck(),
            new MemoryCheck(),
            new StackCheck());

    /** Each takes a second, and they see many flaws: that a network with a wrong shape can't be saved is no news. */
    private static final List<Check> SLOW = List.of(new SaveCheck(), new LearningCheck());

    @TestFactory
    Stream<DynamicTest> aFlawedRoutingFailsTheCheckForItsFlaw() {
        return Stream.of(FlawedOutputs.all(), FlawedPromises.all(), FlawedTraining.all(), FlawedManners.all())
                .flatMap(List::stream)
                .map(flaw -> DynamicTest.dynamicTest(flaw.toString(), () -> silently(() -> verify(flaw))));
    }

    /** One of the flaws prints, all through the checks. */
    private static void silently(Runnable test) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            test.run();
        } finally {
            System.setOut(out);
        }
    }

    private static void verify(Flaw flaw) {
        Map<String, String> failures = new LinkedHashMap<>();
        Stream.concat(QUICK.stream(), SLOW.stream().filter(check -> check.name().equals(flaw.check())))
                .forEach(check -> failures.putAll(failures(check, flaw.routing())));
        Set<String> expected = new HashSet<>(flaw.others());
        expected.add(flaw.check());
        assertThat(failures.keySet()).as(failures.toString()).isEqualTo(expected);
        assertThat(failures.get(flaw.check())).contains("Expected: ", "Found: ", "Look at: ", flaw.remedy());
    }

    /** Messages of the parts that fail, by the check's name. */
    private static Map<String, String> failures(Check check, Routing routing) {
        Subject subject = new Subject("flawed", "defaults", routing, Tolerances.standard(), 0.01);
        Map<String, String> failures = new LinkedHashMap<>();
        for (Part part : check.parts(subject)) {
            try {
                part.body().execute();
            } catch (Throwable failure) {
                failures.merge(check.name(), String.valueOf(failure.getMessage()), String::concat);
            }
        }
        return failures;
    }
}
