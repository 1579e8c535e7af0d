// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A routing is held against a folder of arrays, and whatever differs is named. */
class GoldenVectorsTests {

    private static final double TOLERANCE = 1e-12;

    @TempDir
    private Path folder;

    /** One capsule u = 2 and W = (3, 4): v = u W + shift, a_out = a + load. */
    @BeforeEach
    void writeFolder() {
        write("u", 2, 1, 1, 1);
        write("W", new double[] {3, 4}, 1, 1, 1, 2);
        write("a", 0.5, 1, 1);
        write("p.shift", new double[] {0.25, -0.25}, 2);
        write("p.load", 0.125, 1);
        write("v", new double[] {6.25, 7.75}, 1, 1, 2);
        write("a_out", 0.625, 1, 1);
        write("dv", new double[] {1, 10}, 1, 1, 2);
        write("da_out", 7, 1, 1);
        write("du", 43, 1, 1, 1);
        write("dW", new double[] {2, 20}, 1, 1, 1, 2);
        write("dp.shift", new double[] {1, 10}, 2);
        write("da", 7, 1, 1);
    }

    @Test
    void aRoutingThatAgreesPasses() {
        assertThatCode(() -> verify(new Shifted(false))).doesNotThrowAnyException();
    }

    @Test
    void arraysMayBeOffByAsMuchAsSaid() {
        write("v", new double[] {6.25, 7.75 + 0.9e-3 * 7.75}, 1, 1, 2);
        assertThatCode(() -> GoldenVectors.in(folder).verify(new Shifted(false), 1e-3))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> GoldenVectors.in(folder).verify(new Shifted(false), 0.8e-3))
                .hasMessageContaining("v.npy: largest error 0.0069");
    }

    @Test
    void anArrayOfZerosMayBeOffByRounding() {
        write("zeros", new double[] {0, 0}, 2);
        GoldenVectors vectors = GoldenVectors.in(folder);
        assertThatCode(() -> vectors.verify("zeros", Nd4j.createFromArray(1e-15, 0.0), TOLERANCE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> vectors.verify("zeros", Nd4j.createFromArray(0.0, 1e-13), TOLERANCE))
                .hasMessageContaining("zeros.npy: largest error 1.00e-13 at [1]");
    }

    @ParameterizedTest
    @CsvSource({
        "v, '1,1,2', '[0, 0, 1], 7.75 instead of 7.5'",
        "dW, '1,1,1,2', '[0, 0, 0, 1], 20.0 instead of 7.5'",
        "dp.shift, '2', '[1], 10.0 instead of 7.5'",
    })
    void anArrayThatDiffersIsNamedWithErrorAndPlace(String name, String shape, String found) {
        INDArray before = GoldenVectors.in(folder).get(name);
        write(name, new double[] {before.ravel().getDouble(0), 7.5}, sizes(shape));
        failure(new Shifted(false))
                .hasMessageContaining(folder.getFileName() + "/" + name + ".npy: largest error ")
                .hasMessageContaining(" at " + found)
                .hasMessageContaining("Look at: ");
    }

    @Test
    void onlyGradientsDifferWhereOnlyTheyDo() {
        failure(new Shifted(true))
                .hasMessageContaining("/du.npy: largest error 43.0 at [0, 0, 0], 0.0 instead of 43.0")
                .hasMessageContaining("/dW.npy: ")
                .message()
                .doesNotContain("/v.npy", "/dp.shift.npy", "/da.npy");
    }

    @Test
    void notANumberIsTheLargestError() {
        write("v", new double[] {Double.NaN, 0}, 1, 1, 2);
        failure(new Shifted(false)).hasMessageContaining("v.npy: largest error NaN at [0, 0, 0], 6.25 instead of NaN");
    }

    @ParameterizedTest
    @CsvSource({"W", "p.shift", "p.load", "v", "a_out", "dv", "da_out", "du", "dW", "da", "dp.shift"})
    void aMissingFileIsNamed(String name) throws IOException {
        Files.delete(folder.resolve(name + ".npy"));
        failure(new Shifted(false))
                .hasMessageContaining("a file " + folder.getFileName() + "/" + name + ".npy")
                .hasMessageContaining("Found: ");
    }

    @Test
    void withoutInputActivationsTheyAreLengths() throws IOException {
        Files.delete(folder.resolve("a.npy"));
        Files.delete(folder.resolve("da.npy"));
        write("a_out", 2.125, 1, 1);
        write("du", 43 + 7, 1, 1, 1);
        assertThatCode(() -> verify(new Shifted(false))).doesNotThrowAnyException();
    }

    @Test
    void aRoutingWithoutTransformationsHasNoW() {
        for (String name : "a p.shift p.load a_out da_out dp.shift da".split(" ")) {
            assertThat(folder.resolve(name + ".npy").toFile().delete()).isTrue();
        }
        write("v", 4, 1, 1, 1);
        write("dv", 7, 1, 1, 1);
        write("du", 14, 1, 1, 1);
        failure(new Doubled()).hasMessageContaining("/W.npy, ").hasMessageContaining("/dW.npy besides");

        assertThat(folder.resolve("W.npy").toFile().delete()).isTrue();
        assertThat(folder.resolve("dW.npy").toFile().delete()).isTrue();
        assertThatCode(() -> verify(new Doubled())).doesNotThrowAnyException();
    }

    @Test
    void aFileThatNothingIsComparedWithIsNamed() {
        write("dp.load", 1, 1);
        failure(new Shifted(false)).hasMessageContaining("Found: " + folder.getFileName() + "/dp.load.npy besides");
    }

    @ParameterizedTest
    @CsvSource({"u, '1,1', '[B, I, d]'", "W, '1,1,2,1', '[I, J, d, D], [1, 1, 1, 2]'", "p.load, '2', 'as declared, [1]'"
    })
    void aFileOfTheWrongShapeIsNamed(String name, String shape, String expected) {
        long[] sizes = sizes(shape);
        write(name, new double[(int) Nd4j.create(sizes).length()], sizes);
        failure(new Shifted(false)).hasMessageContaining(name + ".npy of shape " + expected);
    }

    /** numpy.save writes a transposed array so. */
    @Test
    void arraysInFortranOrderAreReadAsWell() throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }";
        ByteBuffer file = ByteBuffer.allocate(128 + 6 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 118);
        file.put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        for (double element : new double[] {1, 4, 2, 5, 3, 6}) {
            file.putDouble(element);
        }
        Files.write(folder.resolve("x.npy"), file.array());
        INDArray expected = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThatCode(() -> GoldenVectors.in(folder).verify("x", expected, TOLERANCE))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNoArrayIsNamed() throws IOException {
        Files.writeString(folder.resolve("u.npy"), "version https://git-lfs.github.com/spec/v1");
        failure(new Shifted(false)).hasMessageContaining("u.npy written by numpy.save");
    }

    @Test
    void theRoutingSeesPlacesThatAreGiven() {
        assertThatThrownBy(() -> verify(new Placed())).hasMessage("no places");
        assertThatCode(() -> GoldenVectors.in(folder).on(new Grid(1, 1, 1)).verify(new Placed(), TOLERANCE))
                .doesNotThrowAnyException();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> GoldenVectors.of("lamda-3"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a folder golden/lamda-3 on the class path")
                .hasMessageContaining("lambda-3. Did you mean \"lambda-3\"?")
                .hasMessageContaining("src/test/resources/golden");
        assertThatThrownBy(() -> GoldenVectors.in(folder.resolve("none")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("isn't a folder");
    }

    @Test
    void aToleranceMustBePositive() {
        assertThatThrownBy(() -> GoldenVectors.in(folder).verify(new Shifted(false), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive");
    }

    private AbstractThrowableAssert<?, ?> failure(Routing routing) {
        return assertThatThrownBy(() -> verify(routing)).isInstanceOf(AssertionError.class);
    }

    private void verify(Routing routing) {
        GoldenVectors.in(folder).verify(routing, TOLERANCE);
    }

    private void write(String name, double value, long... shape) {
        write(name, new double[] {value}, shape);
    }

    private void write(String name, double[] values, long... shape) {
        write(name, Nd4j.createFromArray(values).reshape(shape));
    }

    private void write(String name, INDArray array) {
        try {
            Nd4j.writeAsNumpy(array, folder.resolve(name + ".npy").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] sizes(String shape) {
        return List.of(shape.split(",")).stream().mapToLong(Long::parseLong).toArray();
    }

    /** v_j ← Σ_i û_ij + shift and a_j ← Σ_i a_i + load, where load isn't trained. */
    private record Shifted(boolean stopped) implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Activation.PROBABILITY);
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor sum = input.votes().sum();
            Tensor v = (stopped ? sum.detached() : sum).plus(input.parameter("shift"));
            return Capsules.of(v, input.activations().plus(input.parameter("load")));
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(
                    RoutingParameter.bias("shift", Initial.constant(0), shape.outputDimension()),
                    RoutingParameter.state("load", Initial.constant(0), 1));
        }
    }

    /** The same, but needs to know where its input capsules stand. */
    private record Placed() implements Routing {

        @Override
        public RoutingTraits traits() {
            return new Shifted(false).traits();
        }

        @Override
        public Capsules route(RoutingInput input) {
            input.grid().orElseThrow(() -> new IllegalStateException("no places"));
            return new Shifted(false).route(input);
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return new Shifted(false).parameters(shape);
        }
    }

    /** v_i ← 2 u_i. */
    private record Doubled() implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Transformation.none());
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.poses().times(2));
        }
    }
}
