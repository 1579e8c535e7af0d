// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack with a gain that isn't what gain() says is told what it should say. */
class StackCheckTests {

    private static final Pattern FACTORS = Pattern.compile("which should be ([^,]+), ([^,]+), (\\S+) times what it is");

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 20})
    void theFactorThatGainIsOffByIsNamed(double factor) {
        String message = message(new Amplifying(factor, false));

        Matcher factors = FACTORS.matcher(message);
        assertThat(message).contains("the gain, the mean length before squash by that of the capsules below, is ");
        assertThat(factors.find()).as(message).isTrue();
        for (int layer = 1; layer <= 3; layer++) {
            assertThat(Double.parseDouble(factors.group(layer)) / factor).isCloseTo(1, within(0.15));
        }
    }

    @Test
    void aSquashOfItsOwnHasNoGainThatCanBeCalculated() {
        assertThat(message(new Amplifying(0.05, true)))
                .contains("Expected: a mean activation in layer 3", "gain(), the factor")
                .doesNotContain("times what it is", "the gain, the mean");
    }

    private static String message(Routing routing) {
        Subject subject = new Subject("amplifying", "defaults", routing, Tolerances.standard(), 0.01);
        Throwable failure = catchThrowable(
                () -> new StackCheck().parts(subject).get(0).body().execute());
        return failure.getMessage();
    }

    private record Amplifying(double factor, boolean ownSquash) implements Routing {

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().times(factor).squash());
        }

        @Override
        public RoutingTraits traits() {
            RoutingTraits traits = RoutingTraits.standard().with(Couplings.NONE);
            return ownSquash ? traits.withOwnSquash() : traits;
        }

        @Override
        public double gain(CapsuleShape shape) {
            return 1;
        }
    }
}
