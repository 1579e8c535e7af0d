// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.zip.ZipFile;
import org.capsnet.core.diagnosis.Collapse;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.training.Checkpoint;
import org.capsnet.experiments.training.CollapseNote;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.Fixtures;
import org.capsnet.experiments.training.GradientRange;
import org.capsnet.experiments.training.TrainingState;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTests {

    @TempDir
    private Path folder;

    private final List<String> complaints = new ArrayList<>();
    private final MultiLayerNetwork network =
            new MultiLayerNetwork(CapsuleNetworks.configuration(Fixtures.plan(1).network(), new Fixtures.ScaledSum(1)));

    private Checkpoints checkpoints;

    @BeforeEach
    void init() {
        network.init();
        checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    }

    @Test
    void giveBackWhatWasWrittenToTheLastBit() throws Exception {
        network.setIterationCount(17);
        TrainingState state = new TrainingState(
                List.of(
                        new EpochResult(1, 0.1 + 0.2, OptionalDouble.of(1 / 3.0), 2 / 3.0, 1e-9),
                        new EpochResult(2, Math.PI, 0, 1e9)),
                3,
                List.of(Math.E, Double.MIN_VALUE, 0.1),
                List.of(new GradientRange(-1 / 3.0, 1 / 7.0), new GradientRange(0, 1e-300), GradientRange.UNKNOWN),
                List.of(1.5, 2.5, 3.5),
                1e17 + 2,
                1L << 40,
                0.7,
                123.456,
                Optional.of(new CollapseNote(
                        new Collapse(2, "stage-1", Collapse.Kind.NOT_FINITE, Double.NaN), OptionalInt.of(3))));
        checkpoints.write(new Checkpoint(network, state));

        Checkpoint read = checkpoints.latest(complaints::add).orElseThrow();

        assertThat(read.state()).isEqualTo(state);
        assertThat(read.network().params()).isEqualTo(network.params());
        assertThat(read.network().getIterationCount()).isEqualTo(17);
        assertThat(complaints).isEmpty();
    }

    @Test
    void theSameNetworkGivesTheSameFile() throws Exception {
        ModelFile.write(folder.resolve("one.zip"), network, Map.of());
        ModelFile.write(folder.resolve("two.zip"), network, Map.of());

        assertThat(folder.resolve("one.zip")).hasSameBinaryContentAs(folder.resolve("two.zip"));
        try (ZipFile zip = new ZipFile(folder.resolve("one.zip").toFile())) {
            assertThat(zip.stream())
                    .extracting(entry -> entry.getTimeLocal().getYear())
                    .containsOnly(1980);
        }
    }

    @Test
    void theLastTwoAreKept() throws Exception {
        writeThree();

        assertThat(files()).containsExactly("step-00000002.zip", "step-00000003.zip");
        assertThat(checkpoints.steps()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 2000, -1, -50})
    void oneThatWasCutIsLeftForTheOneBefore(int length) throws Exception {
        writeThree();
        byte[] bytes = Files.readAllBytes(last());
        Files.write(last(), Arrays.copyOf(bytes, length >= 0 ? length : bytes.length + length));

        assertThat(checkpoints.latest(complaints::add).orElseThrow().state().steps())
                .isEqualTo(2);
        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith("The checkpoint " + last() + " is damaged (")
                .endsWith("; going on from the one before it, or from the start.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.9})
    void oneWithAWrongByteIsLeftForTheOneBefore(double place) throws Exception {
        writeThree();
        byte[] bytes = Files.readAllBytes(last());
        bytes[(int) (place * bytes.length)] ^= 1;
        Files.write(last(), bytes);

        assertThat(checkpoints.latest(complaints::add).orElseThrow().state().steps())
                .isEqualTo(2);
    }

    @Test
    void withoutAnyTheRunBeginsAtItsStart() throws Exception {
        assertThat(checkpoints.latest(complaints::add)).isEmpty();
        assertThat(checkpoints.steps()).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    void oneOfAnEarlierVersionHasNoGradientsButServes() throws Exception {
        TrainingState old = TrainingStateJson.parse("""
                {"epochs": [], "step": 2, "step_losses": [0.5, 0.25], "step_seconds": [1, 2],
                 "epoch_loss": 1, "epoch_images": 2, "epoch_seconds": 3, "seconds": 3}""");

        assertThat(old.stepLosses()).containsExactly(0.5, 0.25);
        assertThat(old.stepGradients()).containsExactly(GradientRange.UNKNOWN, GradientRange.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", """
                {"epochs": [], "step": 1, "step_losses": [0.5], "step_gradient_min": [0], "step_seconds": [1],
                 "epoch_loss": 1, "epoch_images": 2, "epoch_seconds": 3, "seconds": 3}""", """
                {"epochs": [{}], "step": 0, "step_losses": [], "step_seconds": [],
                 "epoch_loss": 1, "epoch_images": 2, "epoch_seconds": 3, "seconds": 3}""", """
                {"epochs": [], "step": 0, "step_losses": [], "step_seconds": [], "collapse": {"step": 1, "layer": "a",
                 "kind": "OTHER", "mean": "0"}, "epoch_loss": 1, "epoch_images": 2, "epoch_seconds": 3, "seconds": 3}"""})
    void aStateThatLacksSomethingIsADamagedOne(String text) {
        assertThatIOException().isThrownBy(() -> TrainingStateJson.parse(text));
    }

    private void writeThree() throws IOException {
        for (int steps = 1; steps <= 3; steps++) {
            List<Double> values = new ArrayList<>(List.of(1.0, 2.0, 3.0)).subList(0, steps);
            List<GradientRange> gradients = Collections.nCopies(steps, new GradientRange(-1, 1));
            checkpoints.write(new Checkpoint(
                    network,
                    new TrainingState(List.of(), steps, values, gradients, values, 0, 0, 0, 0, Optional.empty())));
        }
    }

    private Path last() {
        return folder.resolve("checkpoints/step-00000003.zip");
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
