// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The tests that every routing plug-in must pass. A plug-in's module inherits them:
 *
 * <pre>{@code
 * class LambdaRoutingTests extends RoutingConformance {
 *     LambdaRoutingTests() {
 *         super("adaptive-lambda");
 *     }
 * }
 * }</pre>
 *
 * <p>The plug-in is found by name on the class path, as an experiment would find it. Its traits decide what is asked of
 * it; they promise most unless it declares otherwise, and what it declares not to keep must indeed not be kept. A failed
 * test says what was expected, what was found and where to look.
 *
 * <p>The tests run with the plug-in's default options, those of its paper and {@link #optionSets()}; whether it learns
 * and can be stacked is asked of the defaults only.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Isolated("Looks at what is printed and at ND4J's random generator")
public abstract class RoutingConformance {

    private final String name;

    /**
     * Names the plug-in to test.
     *
     * @param name what {@link org.capsnet.routing.spi.RoutingPlugin#name()} returns; a name that isn't found fails every
     *     test, with what to look at
     */
    protected RoutingConformance(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Options to test besides the defaults and those of the paper. Unless overridden, the defaults with each boolean and
     * enum option changed, one at a time.
     *
     * @return for each test the options that differ from the defaults, name to value as they would be typed
     */
    protected List<Map<String, String>> optionSets() {
        return PluginUnderTest.load(name).flippedOptions();
    }

    /** {@return how exact the routing must be} {@link Tolerances#standard()} unless overridden. */
    protected Tolerances tolerances() {
        return Tolerances.standard();
    }

    /** {@return Adam's learning rate in the tests that train a network, positive} 0.01 unless overridden. */
    protected double learningRate() {
        return 0.01;
    }

    @Test
    final void registration() {
        RegistrationCheck.verify(PluginUnderTest.load(name).plugin());
    }

    @TestFactory
    final Stream<DynamicTest> options() {
        return OptionCheck.parts(PluginUnderTest.load(name)).stream()
                .map(part -> part.named(name + " / " + part.at() + " / options"));
    }

    @TestFactory
    final Stream<DynamicTest> shapes() {
        return tests(new ShapeCheck());
    }

    @TestFactory
    final Stream<DynamicTest> activations() {
        return tests(new ActivationCheck());
    }

    @TestFactory
    final Stream<DynamicTest> couplings() {
        return tests(new CouplingCheck());
    }

    @TestFactory
    final Stream<DynamicTest> batchIndependence() {
        return tests(new BatchCheck());
    }

    @TestFactory
    final Stream<DynamicTest> orderOfTheInputs() {
        return tests(new OrderCheck());
    }

    @TestFactory
    final Stream<DynamicTest> finiteNumbers() {
        return tests(new FiniteCheck());
    }

    @TestFactory
    final Stream<DynamicTest> gradients() {
        return tests(new GradientCheck());
    }

    @TestFactory
    final Stream<DynamicTest> trainedParameters() {
        return tests(new ParameterCheck());
    }

    @TestFactory
    final Stream<DynamicTest> floatPrecision() {
        return tests(new PrecisionCheck());
    }

    @TestFactory
    final Stream<DynamicTest> repetition() {
        return tests(new RepetitionCheck());
    }

    @TestFactory
    final Stream<DynamicTest> sideEffects() {
        return tests(new SideEffectCheck());
    }

    @TestFactory
    final Stream<DynamicTest> stateAndLosses() {
        return tests(new StateCheck());
    }

    @TestFactory
    final Stream<DynamicTest> memory() {
        return tests(new MemoryCheck());
    }

    @TestFactory
    final Stream<DynamicTest> savingAndLoading() {
        return tests(new SaveCheck());
    }

    @TestFactory
    final Stream<DynamicTest> stacking() {
        return tests(new StackCheck());
    }

    @TestFactory
    final Stream<DynamicTest> learning() {
        return tests(new LearningCheck());
    }

    private Stream<DynamicTest> tests(Check check) {
        return Subject.of(PluginUnderTest.load(name), optionSets(), tolerances(), learningRate()).stream()
                .filter(subject -> subject.hasDefaults() || !check.defaultsOnly())
                .flatMap(subject -> check.parts(subject).stream()
                        .map(part -> part.named(
                                String.join(" / ", subject.plugin(), subject.options(), part.at(), check.name()))));
    }
}
