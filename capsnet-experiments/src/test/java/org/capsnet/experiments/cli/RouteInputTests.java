// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.NpyArray;
import org.capsnet.experiments.files.NpyFile;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteInputTests {

    private final Routing plain = RoutingCatalog.load().createLiteral("dynamic", Map.of());
    private final Routing withBias = RoutingCatalog.load().createLiteral("dynamic", Map.of("bias", "true"));

    @TempDir
    private Path folder;

    @Test
    void knowsTheSizes() throws IOException {
        save("u", zeros("2,5,3"));
        save("W", zeros("5,4,3,6"));

        RouteInput input = RouteInput.read(folder, withBias);

        assertThat(input.shape()).isEqualTo(new CapsuleShape(5, 3, 4, 6));
        assertThat(input.dv()).isEmpty();
        assertThat(input.declared()).extracting(RoutingParameter::name).containsExactly("bias");
        assertThat(input.given()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3,5,3 | 5,4,3     | 3,4,6 | W.npy must be [I, J, d, D], with 4 axes, but its shape is [5, 4, 3].
            3,5   | 5,4,3,6   | 3,4,6 | u.npy must be [B, I, d], with 3 axes, but its shape is [3, 5].
            3,5,3 | 7,4,3,6   | 3,4,6 | u.npy [3, 5, 3] and W.npy [7, 4, 3, 6] don't fit together
            3,5,3 | 5,4,2,6   | 3,4,6 | u.npy [3, 5, 3] and W.npy [5, 4, 2, 6] don't fit together
            3,5,3 | 5,4,3,6   | 3,6,4 | dv.npy must have the shape [3, 4, 6], [B, J, D], but has [3, 6, 4].
            """)
    void arraysThatDoNotFitTogetherAreExplained(String u, String w, String dv, String expected) throws IOException {
        save("u", zeros(u));
        save("W", zeros(w));
        save("dv", zeros(dv));
        assertFails(plain, expected);
    }

    @Test
    void arraysOfDifferentTypesAreAnError() throws IOException {
        save("u", zeros("3,5,3"));
        save("W", NpyArray.of(new float[5 * 4 * 3 * 6], 5, 4, 3, 6));
        assertFails(plain, "u.npy holds float64 but W.npy holds float32");
    }

    @Test
    void aParameterOfTheWrongShapeIsAnError() throws IOException {
        save("u", zeros("3,5,3"));
        save("W", zeros("5,4,3,6"));
        save("p.bias", zeros("6,4"));
        assertFails(withBias, "p.bias.npy must have the shape [4, 6]");
        assertThat(RouteInput.read(folder, plain).given()).isEmpty();
    }

    @Test
    void aParameterMayHaveTheNameOfAnotherArray() throws IOException {
        save("u", zeros("3,5,3"));
        save("W", zeros("5,4,3,6"));
        save("dv", zeros("3,4,6"));
        assertThat(RouteInput.read(folder, new WithParameterNamedLikeAnotherArray())
                        .given())
                .isEmpty();

        save("p.dv", zeros("1"));
        assertThat(RouteInput.read(folder, new WithParameterNamedLikeAnotherArray())
                        .given())
                .containsOnlyKeys("dv");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertFails(plain, "no u.npy and no W.npy");
        save("u", zeros("3,5,3"));
        assertFails(plain, "has no W.npy");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RouteInput.read(folder.resolve("absent"), plain))
                .withMessageContaining("isn't there");
    }

    private record WithParameterNamedLikeAnotherArray() implements Routing {
        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum());
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.bias("dv", Initial.constant(0), 1));
        }
    }

    private void assertFails(Routing routing, String expected) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> RouteInput.read(folder, routing))
                .withMessageContaining(expected);
    }

    private void save(String name, NpyArray array) throws IOException {
        NpyFile.write(folder.resolve(name + ".npy"), array);
    }

    private static NpyArray zeros(String shape) {
        long[] sizes =
                Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray();
        return NpyArray.of(new double[(int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b)], sizes);
    }
}
