// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.capsnet.datasets.ImageShape;
import org.capsnet.datasets.Sha256;
import org.capsnet.datasets.TrainTestSplit;
import org.capsnet.datasets.TrainValidationTestSplit;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.training.TrainingPlan;

/**
 * Everything that a run's result depends on, on one machine with one number of threads. Where results go and how many runs
 * go at a time are no part of it.
 *
 * @param data the images
 * @param network the network, its loss and its learning rate; its seed decides all that is random in the run
 * @param routing the routing of all stages, with all its options
 * @param batchSize images in a training step and in a step of the test, 1 to {@value #LARGEST_BATCH}
 * @param epochs how often each training image is seen, 1 to {@value TrainingPlan#MOST_EPOCHS}
 */
public record RunConfiguration(
        DataSelection data, CapsuleNetworkSpec network, NamedRouting routing, int batchSize, int epochs) {

    /** More images in a step than any machine here needs; a larger number is a slip of the keyboard. */
    public static final int LARGEST_BATCH = 4096;

    /** The name of the seed among the {@link #settings}. */
    public static final String SEED = "seed";

    /** The name of the data set's setting. */
    public static final String DATA_SET = Setting.SET.path();

    /** The name of the setting that says how many images a run is tested on. */
    public static final String TEST_IMAGES = Setting.TEST_IMAGES.path();

    private static final int ID_DIGITS = 12;

    /**
     * Checks the ranges, and that the network fits the images.
     *
     * @throws IllegalArgumentException if a number is out of range or the network is for other images; the message names
     *     the setting
     */
    public RunConfiguration {
        ImageSource source = data.source();
        ImageShape shape = source.shape();
        if (!network.image().equals(shape) || network.classes() != source.classes()) {
            throw new IllegalArgumentException("the network is for images of " + network.image() + " in "
                    + network.classes() + " classes, but " + source.name() + " has images of " + shape + " in "
                    + source.classes() + " classes");
        }
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException("batch size must be 1 to " + LARGEST_BATCH + " but is " + batchSize);
        }
        if (epochs < 1 || epochs > TrainingPlan.MOST_EPOCHS) {
            throw new IllegalArgumentException("epochs must be 1 to " + TrainingPlan.MOST_EPOCHS + " but is " + epochs);
        }
    }

    /** What all that is random in the run comes from. */
    public long seed() {
        return network.seed();
    }

    /** The same run with another seed. */
    public RunConfiguration withSeed(long seed) {
        return new RunConfiguration(data, network.withSeed(seed), routing, batchSize, epochs);
    }

    /**
     * What to train, with batches that are computed as a whole.
     *
     * @param images those of {@link #data}
     */
    public TrainingPlan plan(TrainValidationTestSplit images) {
        return new TrainingPlan(
                new TrainTestSplit(images.train(), images.test()),
                network,
                epochs,
                batchSize,
                batchSize,
                images.validation(),
                data.shift());
    }

    /** The number of training steps in an epoch; the last may have fewer images. */
    public int stepsPerEpoch() {
        return (data.trainingImages() + batchSize - 1) / batchSize;
    }

    /**
     * All settings by their names in an experiment file, and the {@code seed}, sorted, each with its value as a file would
     * have it. Defaults are written out and routings have all their options, so that equal runs have equal settings whatever
     * their files look like, and whatever the defaults will be.
     */
    public Map<String, String> settings() {
        return SettingValues.of(this);
    }

    /**
     * The settings as the lines of a YAML file: {@code training.epochs: 4}. It is an experiment file that gives this run
     * again.
     */
    public String text() {
        return SettingValues.text(this);
    }

    /** The network as its routing needs it; see {@link CapsuleNetworkSpec#fitting}. */
    public CapsuleNetworkSpec fittingNetwork() {
        return network.fitting(routing.routing());
    }

    /**
     * The first 12 hexadecimal digits of the SHA-256 of {@link #text()} in UTF-8, without settings that came later and are as
     * before: equal for equal runs, from version to version.
     */
    public String id() {
        return Sha256.of(SettingValues.identity(this).getBytes(StandardCharsets.UTF_8))
                .substring(0, ID_DIGITS);
    }
}
