// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.capsnet.experiments.network.TrainingAids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is known by all its settings, and by nothing else. */
class RunConfigurationTests {

    @TempDir
    private Path folder;

    @Test
    void theTextHasAllSettingsWithDefaultsWrittenOut() {
        assertThat(file("routing: dynamic").onlyRun().text()).isEqualTo("""
                        data.set: embedded
                        data.shift: 0
                        data.test-images: 1000
                        data.training-images: 5000
                        data.validation-images: 0
                        network.convolution-maps: 256
                        network.convolution-weights: uniform
                        network.initialization.g: 2.5
                        network.initialization.name: calibrated
                        network.kernel: 9
                        network.layer-norm: false
                        network.primary-dimensions: 8
                        network.primary-types: 32
                        network.reconstruction: false
                        network.skip: false
                        network.stages: [{capsules: 10, dimensions: 16}]
                        routing.bias: false
                        routing.couplings: outputs
                        routing.iterations: 3
                        routing.name: dynamic
                        routing.normalize: false
                        routing.stop-gradient: true
                        seeds: [1]
                        training.batch-size: 128
                        training.decay: 0.95
                        training.epochs: 1
                        training.gradient-clipping: none
                        training.learning-rate: 0.001
                        training.loss: margin
                        training.warm-up-steps: 80
                        """);
    }

    /** Results on disk are found by it: it mustn't change from one version to the next without a reason. */
    @Test
    void theIdOfARunStaysTheSameFromVersionToVersion() {
        assertThat(file("routing: dynamic").onlyRun().id()).isEqualTo("0e152f674071");
    }

    /** So that the ids of runs from before there were training aids stay. */
    @Test
    void trainingAidsArePartOfAnIdOnlyWhereTheyAreOn() {
        RunConfiguration off = file(
                        "routing: dynamic",
                        "network: {layer-norm: false, skip: false}",
                        "training.gradient-clipping: none")
                .onlyRun();
        assertThat(off.id()).isEqualTo("0e152f674071");
        RunConfiguration on = file(
                        "routing: dynamic",
                        "network.stages: [{capsules: 10, dimensions: 16}, {capsules: 10, dimensions: 16}]",
                        "network: {layer-norm: true, skip: true}",
                        "training.gradient-clipping: 0.5")
                .onlyRun();
        assertThat(on.settings())
                .containsEntry("network.layer-norm", "true")
                .containsEntry("network.skip", "true")
                .containsEntry("training.gradient-clipping", "0.5");
    }

    @Test
    void fiveLayersOfCapsulesHaveNormsAndSkipsUnlessToldOtherwise() {
        String hidden = "{capsules: 4, dimensions: 3}, ";
        String four = "network.stages: [" + hidden.repeat(2) + "{capsules: 10, dimensions: 5}]";
        String five = "network.stages: [" + hidden.repeat(3) + "{capsules: 10, dimensions: 5}]";

        assertThat(file("routing: dynamic", four).onlyRun().network().aids()).isEqualTo(TrainingAids.NONE);
        RunConfiguration deep = file("routing: dynamic", five).onlyRun();
        assertThat(deep.network().aids()).isEqualTo(new TrainingAids(OptionalDouble.empty(), true, true));
        assertThat(deep.network().summary()).endsWith("10 capsules of dimension 5; norms; skips; margin loss");
        assertThat(file(deep.text()).onlyRun()).isEqualTo(deep);
        RunConfiguration bare = file("routing: dynamic", five, "network: {layer-norm: false, skip: false}")
                .onlyRun();
        assertThat(bare.network().aids()).isEqualTo(TrainingAids.NONE);
        assertThat(bare.text()).contains("network.layer-norm: false\n", "network.skip: false\n");
        assertThat(file(bare.text()).onlyRun()).isEqualTo(bare);
    }

    @Test
    void aDeepStackOfUnlikeLayersHasNoSkip() {
        RunConfiguration run = file(
                        "routing: dynamic",
                        "network.stages: [{capsules: 7, dimensions: 3}, {capsules: 6, dimensions: 3},"
                                + " {capsules: 5, dimensions: 3}, {capsules: 10, dimensions: 5}]")
                .onlyRun();

        assertThat(run.network().aids()).isEqualTo(new TrainingAids(OptionalDouble.empty(), true, false));
        assertThat(file(run.text()).onlyRun()).isEqualTo(run);
    }

    @Test
    void aGridOfAnAidNamesBothOfItsCells() {
        assertThat(file("routing: dynamic", "grid: {network.layer-norm: [false, true]}")
                        .cells())
                .extracting(Cell::name)
                .containsExactly("layer-normfalse", "layer-normtrue");
    }

    @Test
    void anOptionThatARoutingGotLaterIsPartOfAnIdOnlyWhereItChangesSomething() {
        RunConfiguration before =
                file("routing: {name: dynamic, normalize: false}").onlyRun();
        RunConfiguration changed =
                file("routing: {name: dynamic, normalize: true}").onlyRun();

        assertThat(before.id()).isEqualTo("0e152f674071").isNotEqualTo(changed.id());
        assertThat(before.text()).contains("routing.normalize: false\n");
        assertThat(changed.text()).contains("routing.normalize: true\n");
    }

    @Test
    void reconstructionIsPartOfAnIdOnlyWhereItIsOn() {
        RunConfiguration with =
                file("routing: dynamic", "network.reconstruction: true").onlyRun();
        assertThat(with.settings()).containsEntry("network.reconstruction", "true");
        assertThat(with.network().summary()).endsWith("margin loss and reconstruction");
        assertThat(file("routing: dynamic", "network.reconstruction: false")
                        .onlyRun()
                        .id())
                .isEqualTo(file("routing: dynamic").onlyRun().id())
                .isNotEqualTo(with.id());
        assertThat(file(with.text()).onlyRun()).isEqualTo(with);
    }

    @Test
    void theTextIsAFileOfTheSameRun() {
        RunConfiguration run = file(
                        "routing: {name: adaptive-lambda, lambda: 0.00001}",
                        "network: {stages: [{capsules: 4, dimensions: 3}, {capsules: 4, dimensions: 3}, {capsules: 10, dimensions: 5}], kernel: 5, layer-norm: true, skip: true}",
                        "training.gradient-clipping: 1.5",
                        "network.initialization: {name: normal, sigma: 1e-3}",
                        "data: {set: cifar10, shift: 2, training-images: 100, validation-images: 7}",
                        "training.loss: spread",
                        "seeds: [77]")
                .onlyRun();

        assertThat(file(run.text()).onlyRun()).isEqualTo(run);
        assertThat(file(run.text()).onlyRun().id()).isEqualTo(run.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training: {epochs: 2, learning-rate: 0.5}\nrouting: adaptive-lambda",
                "# a comment\nrouting: {name: adaptive-lambda}\ntraining:\n  learning-rate: .5\n  epochs: 2",
                "base: {routing.name: adaptive-lambda, training.learning-rate: 5e-1, training: {epochs: 2}}",
                "name: other\nrouting: {lambda: 3, name: 'adaptive-lambda'}\ntraining: {learning-rate: 0.50, epochs: 2}",
                "routing: {lambda: 3.0, name: adaptive-lambda}\ntraining: {learning-rate: 5.0E-1, epochs: 2}",
                "routing: adaptive-lambda\ntraining: {learning-rate: 0.5, epochs: 2}\ndata: {training-images: all}",
                "routing: adaptive-lambda\ntraining: {learning-rate: 0.5, epochs: 2}\ndata: {training-images: 5000}",
                "base: {routing: adaptive-lambda}\ngrid: {training.learning-rate: [0.5]}\ntraining.epochs: 2"
            })
    void equalRunsHaveEqualIdsHoweverTheyAreWritten(String text) {
        assertThat(file(text).onlyRun().id())
                .isEqualTo(file("routing: adaptive-lambda", "training: {epochs: 2, learning-rate: 0.5}")
                        .onlyRun()
                        .id());
    }

    @Test
    void thePublishedOptionsAreTheSameRunWrittenOut() {
        String written = "routing: {name: dynamic, iterations: 3, stop-gradient: true, bias: false, couplings: one}";

        assertThat(file("routing: {name: dynamic, literal: true}").onlyRun().id())
                .isEqualTo(file(written).onlyRun().id())
                .isNotEqualTo(file("routing: dynamic").onlyRun().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.set: fashion-mnist",
                "data.training-images: 4999",
                "data.validation-images: 1",
                "data.test-images: 999",
                "data.shift: 1",
                "network.kernel: 8",
                "network.convolution-maps: 255",
                "network.convolution-weights: xavier",
                "network.primary-types: 31",
                "network.primary-dimensions: 7",
                "network.stages: [{capsules: 10, dimensions: 15}]",
                "network.stages: [{capsules: 10, dimensions: 16}, {capsules: 10, dimensions: 16}]",
                "network.initialization: {g: 2}",
                "network.initialization: {name: normal, sigma: 2.5}",
                "routing.lambda: 2",
                "training.loss: spread",
                "training.batch-size: 127",
                "training.epochs: 2",
                "training.learning-rate: 0.002",
                "training.decay: 0.9",
                "training.warm-up-steps: 0",
                "seeds: [2]"
            })
    void anotherSettingIsAnotherRun(String change) {
        assertThat(file("routing.name: adaptive-lambda", change).onlyRun().id())
                .isNotEqualTo(file("routing.name: adaptive-lambda").onlyRun().id());
    }

    @Test
    void rangesHoldWithoutAFileToo() {
        RunConfiguration run = file("routing: dynamic").onlyRun();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunConfiguration(run.data(), run.network(), run.routing(), 0, 1))
                .withMessage("batch size must be 1 to 4096 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunConfiguration(run.data(), run.network(), run.routing(), 1, 1001))
                .withMessage("epochs must be 1 to 1000 but is 1001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunConfiguration(
                        new DataSelection("cifar10", 1, 0, 1, 0), run.network(), run.routing(), 1, 1))
                .withMessageContaining("images of 28x28 in 10 classes, but cifar10 has images of");
    }

    private ExperimentFile file(String... lines) {
        return ExperimentFile.of(folder, lines);
    }
}
