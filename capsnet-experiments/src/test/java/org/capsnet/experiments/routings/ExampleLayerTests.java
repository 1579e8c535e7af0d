// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.Function;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ExampleLayerTests {

    private static final CapsuleShape SHAPE = new CapsuleShape(200, 8, 5, 16);

    @Test
    void theSameSeedGivesTheSameNumbers() {
        Routing routing = RoutingCatalog.load().create("dynamic", Map.of("bias", "true"));

        INDArray v = ExampleLayer.of(routing, SHAPE, 3, 7).forward().poses().array();

        assertThat(ExampleLayer.of(routing, SHAPE, 3, 7).forward().poses().array())
                .isEqualTo(v);
        assertThat(ExampleLayer.of(routing, SHAPE, 3, 8).forward().poses().array())
                .isNotEqualTo(v);
        assertThat(v.shape()).containsExactly(3, 5, 16);
        assertThat(ExampleLayer.of(routing, SHAPE, 3, 7)
                        .withBatch(2)
                        .forward()
                        .poses()
                        .shape())
                .containsExactly(2, 5, 16);
    }

    @Test
    void capsulesBelowHaveLengthsAboutOneAndTransformationsTheRoutingsDeviation() {
        double deviation = 0.03;
        // Σ over d of u² is 1 and over I of û² is I σ², in every component of the output.
        INDArray s = ExampleLayer.of(new Sum(deviation), SHAPE, 50, 1)
                .forward()
                .poses()
                .array();

        assertThat(s.stdNumber().doubleValue()).isCloseTo(Math.sqrt(200) * deviation, within(0.05));
    }

    @Test
    void anOutputOfAnotherShapeThanTheLayersIsAFault() {
        ExampleLayer layer =
                ExampleLayer.of(new Faulty(input -> input.votes().sum().sum(1)), SHAPE, 3, 1);

        assertThatExceptionOfType(RoutingFailure.class)
                .isThrownBy(layer::step)
                .withMessageContaining("Faulty")
                .withMessageContaining("[3, 1, 16]");
    }

    @Test
    void whatDiffersFromTheTraitsOrIsMissingIsAFault() {
        ExampleLayer silent = ExampleLayer.of(new Silent(), SHAPE, 3, 1);

        assertThatExceptionOfType(RoutingFailure.class)
                .isThrownBy(silent::step)
                .withMessageMatching("The routing .*Silent in .* returned null\\. Report this to its author\\.");
        assertThatExceptionOfType(RoutingFailure.class)
                .isThrownBy(silent::forward)
                .withMessageContaining(" returned null.");
        assertThatExceptionOfType(RoutingFailure.class)
                .isThrownBy(ExampleLayer.of(new Undeclared(), SHAPE, 3, 1)::forward)
                .withMessageContaining(" returned activations but declares in its traits that lengths are the");
    }

    private record Silent() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return null;
        }
    }

    private record Undeclared() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum();
            return Capsules.of(v, v.lengths());
        }
    }

    private record Sum(double sigma) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum());
        }

        @Override
        public double deviation(CapsuleShape shape, double g) {
            return sigma;
        }
    }

    private record Faulty(Function<RoutingInput, Tensor> output) implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(output.apply(input));
        }
    }
}
