// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.network.ClassLoss;
import org.capsnet.experiments.network.ConvolutionWeights;
import org.capsnet.experiments.training.TrainingPlan;

/**
 * Something that a file may set.
 *
 * @param path the keys that lead to it, joined by dots
 * @param type what values it takes
 */
record Setting<T>(String path, SettingType<T> type) {

    private static final int MOST = 65_536;
    private static final long MOST_STEPS = 10_000_000;

    static final Setting<String> SET = new Setting<>(
            "data.set",
            new Choice(
                    "data set",
                    ImageSource.all().stream().map(ImageSource::name).toList()));
    static final Setting<OptionalLong> TRAINING_IMAGES = new Setting<>("data.training-images", new ImageCount());
    static final Setting<Long> VALIDATION_IMAGES =
            new Setting<>("data.validation-images", new WholeNumber(0, 1_000_000, "images"));
    static final Setting<OptionalLong> TEST_IMAGES = new Setting<>("data.test-images", new ImageCount());
    static final Setting<Long> SHIFT = new Setting<>("data.shift", new WholeNumber(0, MOST, "pixels"));

    static final Setting<Long> KERNEL = new Setting<>("network.kernel", new WholeNumber(1, MOST, "pixels"));
    static final Setting<Long> MAPS = new Setting<>("network.convolution-maps", new WholeNumber(1, MOST, ""));
    static final Setting<String> CONVOLUTION_WEIGHTS = new Setting<>(
            "network.convolution-weights", Choice.of("weights of convolutions", ConvolutionWeights.values()));
    static final Setting<Long> PRIMARY_TYPES = new Setting<>("network.primary-types", new WholeNumber(1, MOST, ""));
    static final Setting<Long> PRIMARY_DIMENSIONS =
            new Setting<>("network.primary-dimensions", new WholeNumber(1, 1_024, ""));
    static final Setting<List<CapsuleStage>> STAGES = new Setting<>("network.stages", new Stages());
    static final Setting<Boolean> RECONSTRUCTION = new Setting<>("network.reconstruction", new Truth());
    static final Setting<String> INITIALIZATION =
            new Setting<>("network.initialization.name", new Choice("initialization", List.of("calibrated", "normal")));
    static final Setting<Double> G = new Setting<>("network.initialization.g", new Decimal(1_000));
    static final Setting<Double> SIGMA = new Setting<>("network.initialization.sigma", new Decimal(1_000));
    static final Setting<Boolean> LAYER_NORM = new Setting<>("network.layer-norm", new Truth());
    static final Setting<Boolean> SKIP = new Setting<>("network.skip", new Truth());

    static final Setting<String> ROUTING = new Setting<>("routing.name", new Word());
    static final Setting<Boolean> LITERAL = new Setting<>("routing.literal", new Truth());

    static final Setting<String> LOSS = new Setting<>("training.loss", Choice.of("loss", ClassLoss.values()));
    static final Setting<Double> LEARNING_RATE = new Setting<>("training.learning-rate", new Decimal(1));
    static final Setting<Double> DECAY = new Setting<>("training.decay", new Decimal(1));
    static final Setting<Long> WARM_UP =
            new Setting<>("training.warm-up-steps", new WholeNumber(0, MOST_STEPS, "steps"));
    static final Setting<OptionalDouble> GRADIENT_CLIPPING =
            new Setting<>("training.gradient-clipping", new ClippingNorm());
    static final Setting<Long> BATCH_SIZE =
            new Setting<>("training.batch-size", new WholeNumber(1, RunConfiguration.LARGEST_BATCH, "images"));
    static final Setting<Long> EPOCHS =
            new Setting<>("training.epochs", new WholeNumber(1, TrainingPlan.MOST_EPOCHS, "epochs"));

    private static final List<Setting<?>> ALL = List.of(
            SET,
            TRAINING_IMAGES,
            VALIDATION_IMAGES,
            TEST_IMAGES,
            SHIFT,
            KERNEL,
            MAPS,
            CONVOLUTION_WEIGHTS,
            PRIMARY_TYPES,
            PRIMARY_DIMENSIONS,
            STAGES,
            RECONSTRUCTION,
            INITIALIZATION,
            G,
            SIGMA,
            LAYER_NORM,
            SKIP,
            ROUTING,
            LITERAL,
            LOSS,
            LEARNING_RATE,
            DECAY,
            WARM_UP,
            GRADIENT_CLIPPING,
            BATCH_SIZE,
            EPOCHS);

    static List<Setting<?>> all() {
        return ALL;
    }

    static Optional<Setting<?>> at(String path) {
        return ALL.stream().filter(setting -> setting.path().equals(path)).findFirst();
    }
}
