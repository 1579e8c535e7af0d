// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.experiments.files.NpyArray;
import org.capsnet.experiments.files.NpyArray.ElementType;
import org.capsnet.experiments.files.NpyFile;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.capsnet.experiments.testing.FailingRoutingPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteCommandTests {

    /** Arrays that PyTorch made; see tools/golden. */
    private static final Path DYNAMIC = Path.of("../capsnet-routing-dynamic/src/test/resources/golden");

    private static final Path ADAPTIVE = Path.of("../capsnet-routing-adaptive/src/test/resources/golden");

    @TempDir
    private Path folder;

    // ---------------------------------------------------------------------------------------------- results

    @Test
    void dynamicRoutingAgreesWithPyTorch() throws Exception {
        Path golden = DYNAMIC.resolve("iterations-3-detached");
        copy(golden, "u", "W", "dv");

        Result result = route("dynamic", "--set", "iterations=3").succeeded();

        assertThat(result.out())
                .isEqualTo("out/v.npy  float64 [3, 4, 6]\nout/du.npy  float64 [3, 5, 3]\n"
                        + "out/dW.npy  float64 [5, 4, 3, 6]\n");
        assertThat(result.err())
                .isEqualTo("routing dynamic iterations=3 stop-gradient=true bias=false couplings=one\n");
        assertThat(written()).containsExactly("dW.npy", "du.npy", "v.npy");
        assertAgrees(golden, 1e-12, "v", "du", "dW");
    }

    @Test
    void gradientsOfAnEarlierCallAreNotLeftBesideNewResults() throws Exception {
        copy(DYNAMIC.resolve("iterations-3-detached"), "u", "W", "dv");
        route("dynamic").succeeded();
        Files.delete(folder.resolve("in/dv.npy"));

        route("dynamic").succeeded();

        assertThat(written()).containsExactly("v.npy");
    }

    @Test
    void adaptiveRoutingAgreesWithPyTorch() throws Exception {
        Path golden = ADAPTIVE.resolve("adaptive-3");
        copy(golden, "u", "W", "dv");

        assertThat(route("adaptive").succeeded().err()).isEqualTo("routing adaptive iterations=3 move=full\n");
        assertAgrees(golden, 1e-12, "v", "du", "dW");
    }

    @Test
    void lambdaRoutingAgreesWithPyTorch() throws Exception {
        Path golden = ADAPTIVE.resolve("lambda-0.5");
        copy(golden, "u", "W", "dv");

        route("adaptive-lambda", "--set", "lambda=0.5").succeeded();
        assertAgrees(golden, 1e-12, "v", "du", "dW");
    }

    @Test
    void aParameterOfTheRoutingsOwnIsReadAndItsGradientWritten() throws Exception {
        Path golden = DYNAMIC.resolve("iterations-3-bias");
        copy(golden, "u", "W", "p.bias", "dv");

        assertThat(route("dynamic", "--set", "bias=true").succeeded().out())
                .contains("out/dp.bias.npy  float64 [4, 6]\n");

        assertThat(written()).containsExactly("dW.npy", "dp.bias.npy", "du.npy", "v.npy");
        assertAgrees(golden, 1e-12, "v", "du", "dW", "dp.bias");
    }

    @Test
    void aParameterWithoutAFileStartsAsInTrainingAndTheUserIsTold() throws Exception {
        copy(DYNAMIC.resolve("iterations-3-bias"), "u", "W");

        assertThat(route("dynamic", "--set", "bias=true").succeeded().err()).contains("no p.bias.npy", "seed 1");
        double[] absent = values("v");

        double[] tenth = new double[4 * 6];
        Arrays.fill(tenth, 0.1);
        save("p.bias", NpyArray.of(tenth, 4, 6));
        route("dynamic", "--set", "bias=true").succeeded();
        assertThat(values("v")).containsExactly(absent);
    }

    @Test
    void singlePrecisionStaysSinglePrecisionAndWithoutDvThereIsOnlyTheOutput() throws Exception {
        Path golden = DYNAMIC.resolve("iterations-3-detached");
        for (String name : List.of("u", "W")) {
            NpyArray array = NpyFile.read(golden.resolve(name + ".npy"));
            float[] single = new float[array.toDoubles().length];
            for (int k = 0; k < single.length; k++) {
                single[k] = (float) array.toDoubles()[k];
            }
            save(name, NpyArray.of(single, array.sizes()));
        }

        route("dynamic").succeeded();

        assertThat(written()).containsExactly("v.npy");
        NpyArray v = NpyFile.read(folder.resolve("out/v.npy"));
        assertThat(v.type()).isEqualTo(ElementType.FLOAT32);
        double[] expected = NpyFile.read(golden.resolve("v.npy")).toDoubles();
        double[] actual = new double[expected.length];
        Arrays.setAll(actual, k -> v.toFloats()[k]);
        assertThat(actual).containsExactly(expected, offset(1e-6));
    }

    @Test
    void fortranOrderGivesTheSame() throws Exception {
        Path golden = DYNAMIC.resolve("iterations-3-detached");
        copy(golden, "W", "dv");
        NpyArray u = NpyFile.read(golden.resolve("u.npy"));
        save("u", fortran(u));

        route("dynamic").succeeded();
        assertAgrees(golden, 1e-12, "v", "du", "dW");
    }

    // ---------------------------------------------------------------------------------------------- errors

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iterations     | --set must be followed by option=value
            iteration=3    | no option "iteration". Did you mean "iterations"?
            iterations=0   | iterations must be at least 1 but is 0
            couplings=none | must be one or outputs but is "none"
            """)
    void aWrongOptionIsExplained(String setting, String expected) throws Exception {
        assertThat(fails("dynamic", "--set", setting)).contains(expected);
    }

    @Test
    void anUnknownRoutingIsExplained() throws Exception {
        assertThat(fails("adaptve")).contains("Did you mean \"adaptive\"?");
    }

    @Test
    void missingFilesAreNamedWithTheShapesThatAreNeeded() throws Exception {
        assertThat(fails("dynamic")).contains("no u.npy and no W.npy", "[B, I, d]", "[I, J, d, D]", "[B, J, D]");
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        copy(DYNAMIC.resolve("iterations-3-detached"), "u", "W");
        byte[] whole = Files.readAllBytes(folder.resolve("in/u.npy"));
        Files.write(folder.resolve("in/u.npy"), Arrays.copyOf(whole, whole.length - 1));
        assertThat(fails("dynamic")).contains("in/u.npy is damaged", "360 bytes", "359");
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsReportedBeforeTheCalculation() throws Exception {
        copy(DYNAMIC.resolve("iterations-3-detached"), "u", "W");
        String err = CommandLineProcess.in(folder)
                .run("route", "--routing", "dynamic", "--in", "in", "--out", "in/u.npy/out")
                .failedWithOneLine()
                .err();
        assertThat(err).contains("in/u.npy/out", "isn't a folder");
    }

    @Test
    void aFaultOfARoutingNamesItAndLeavesNothingBehind() throws Exception {
        copy(DYNAMIC.resolve("iterations-3-detached"), "u", "W");
        CommandLineProcess process = CommandLineProcess.in(folder).withPlugin(FailingRoutingPlugin.class.getName());

        Result result = process.run("route", "--routing", "failing", "--in", "in", "--out", "out");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("capsnet: The routing " + FailingRoutingPlugin.FailingRouting.class.getName() + " in ")
                .endsWith(" throws IllegalStateException: this routing never works. Report this to its author."
                        + " (run again with --debug for the stack trace)\n");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    // ---------------------------------------------------------------------------------------------- helpers

    private Result route(String routing, String... further) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("route", "--routing", routing, "--in", "in", "--out", "out"));
        arguments.addAll(List.of(further));
        Files.createDirectories(folder.resolve("in"));
        return CommandLineProcess.in(folder).run(arguments.toArray(String[]::new));
    }

    private String fails(String routing, String... further) throws Exception {
        String err = route(routing, further).failedWithOneLine().err();
        assertThat(folder.resolve("out")).doesNotExist();
        return err;
    }

    private void copy(Path golden, String... names) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        for (String name : names) {
            Files.copy(golden.resolve(name + ".npy"), folder.resolve("in").resolve(name + ".npy"));
        }
    }

    private void save(String name, NpyArray array) throws IOException {
        NpyFile.write(Files.createDirectories(folder.resolve("in")).resolve(name + ".npy"), array);
    }

    private double[] values(String name) {
        return NpyFile.read(folder.resolve("out").resolve(name + ".npy")).toDoubles();
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertAgrees(Path golden, double tolerance, String... names) {
        for (String name : names) {
            NpyArray expected = NpyFile.read(golden.resolve(name + ".npy"));
            NpyArray actual = NpyFile.read(folder.resolve("out").resolve(name + ".npy"));
            assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
            assertThat(actual.toDoubles()).as(name).containsExactly(expected.toDoubles(), offset(tolerance));
        }
    }

    /** The same array of three axes with its first axis running fastest. */
    private static NpyArray fortran(NpyArray array) {
        long[] sizes = array.sizes();
        ByteBuffer elements = ByteBuffer.allocate(array.elements().remaining()).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < sizes[2]; k++) {
            for (int j = 0; j < sizes[1]; j++) {
                for (int i = 0; i < sizes[0]; i++) {
                    elements.putDouble(array.toDoubles()[(int) ((i * sizes[1] + j) * sizes[2] + k)]);
                }
            }
        }
        return new NpyArray(array.type(), array.shape(), NpyArray.Order.F, elements.flip());
    }
}
