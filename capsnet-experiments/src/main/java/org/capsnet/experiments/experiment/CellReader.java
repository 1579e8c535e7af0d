// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.capsnet.core.layer.Initialization;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.network.ClassLoss;
import org.capsnet.experiments.network.ConvolutionWeights;
import org.capsnet.experiments.network.LearningRate;
import org.capsnet.experiments.network.TrainingAids;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.yaml.Place;
import org.capsnet.experiments.yaml.Problems;
import org.capsnet.routing.spi.RoutingCatalog;

/** Makes a run of a cell's settings, with defaults for what isn't given, and checks what settings have to do with each other. */
final class CellReader {

    private static final int BATCH_SIZE = 128;
    private static final int EPOCHS = 1;

    private final RoutingCatalog catalog;
    private final Problems problems;

    CellReader(RoutingCatalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /**
     * The run, or nothing with the reasons noted.
     *
     * @param seed its seed
     * @param otherwise where to point if what is wrong isn't in the file
     */
    Optional<RunConfiguration> read(Overlay settings, long seed, Place otherwise) {
        int before = problems.count();
        ImageSource source = ImageSource.named(settings.get(Setting.SET).orElse(ImageSource.EMBEDDED))
                .orElseThrow();
        Optional<NamedRouting> routing = new RoutingReader(catalog, problems).read(settings, otherwise);
        if (settings.given(Setting.SET).isPresent() && settings.get(Setting.SET).isEmpty()) {
            // What the other settings must be depends on the set.
            return Optional.empty();
        }
        Optional<DataSelection> data = data(settings, source);
        Optional<CapsuleNetworkSpec> network = network(settings, source, seed, otherwise);
        if (routing.isPresent() && network.isPresent()) {
            requirePoses(settings, network.get(), routing.get());
            network = Optional.of(withPossibleSkip(settings, network.get(), routing.get()));
        }
        if (problems.count() > before
                || !settings.readable()
                || routing.isEmpty()
                || data.isEmpty()
                || network.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunConfiguration(
                data.get(),
                network.get(),
                routing.get(),
                number(settings, Setting.BATCH_SIZE, BATCH_SIZE),
                number(settings, Setting.EPOCHS, EPOCHS)));
    }

    private Optional<DataSelection> data(Overlay settings, ImageSource source) {
        int validation = number(settings, Setting.VALIDATION_IMAGES, 0);
        if (!inRange(settings, Setting.VALIDATION_IMAGES, validation, source.trainCount() - 1, source, "images")) {
            return Optional.empty();
        }
        int most = source.trainCount() - validation;
        int training = images(settings, Setting.TRAINING_IMAGES, most);
        int test = images(settings, Setting.TEST_IMAGES, source.testCount());
        int shift = number(settings, Setting.SHIFT, 0);
        String where =
                validation == 0 ? "images" : String.format(Locale.ROOT, "images beside %,d for validation", validation);
        // Not joined by &&, so that all of them are noted.
        boolean right = inRange(settings, Setting.TRAINING_IMAGES, training, most, source, where)
                & inRange(settings, Setting.TEST_IMAGES, test, source.testCount(), source, "images")
                & inRange(settings, Setting.SHIFT, shift, DataSelection.mostShift(source.shape()), source, "pixels");
        return right
                ? Optional.of(new DataSelection(source.name(), training, validation, test, shift))
                : Optional.empty();
    }

    private boolean inRange(
            Overlay settings, Setting<?> setting, int value, int most, ImageSource source, String unit) {
        if (value <= most) {
            return true;
        }
        settings.given(setting)
                .ifPresent(given -> problems.add(
                        given.value().place(),
                        String.format(
                                Locale.ROOT,
                                "%s must be at most %,d %s for %s, but is %,d",
                                setting.path(),
                                most,
                                unit,
                                source.name(),
                                value)));
        return false;
    }

    private Optional<CapsuleNetworkSpec> network(Overlay settings, ImageSource source, long seed, Place otherwise) {
        CapsuleNetworkSpec usual = CapsuleNetworkSpec.paper(source.shape(), source.classes(), seed);
        List<CapsuleStage> stages = settings.get(Setting.STAGES).orElse(usual.stages());
        int last = stages.get(stages.size() - 1).capsules();
        if (last != source.classes()) {
            settings.given(Setting.STAGES)
                    .ifPresent(given -> problems.add(
                            given.value().place(),
                            "network.stages must end with " + source.classes() + " capsules, one for each class of "
                                    + source.name() + ", but ends with " + last));
            return Optional.empty();
        }
        int kernel = number(settings, Setting.KERNEL, usual.kernel());
        int largestKernel = (Math.min(source.shape().height(), source.shape().width()) + 1) / 2;
        if (!inRange(settings, Setting.KERNEL, kernel, largestKernel, source, "pixels")) {
            return Optional.empty();
        }
        return initialization(settings, otherwise).map(initialization -> {
            CapsuleNetworkSpec.Builder network = usual.change()
                    .kernel(kernel)
                    .convolutionMaps(number(settings, Setting.MAPS, usual.convolutionMaps()))
                    .primary(
                            number(settings, Setting.PRIMARY_TYPES, usual.primaryTypes()),
                            number(settings, Setting.PRIMARY_DIMENSIONS, usual.primaryDimensions()))
                    .stages(stages)
                    .initialization(initialization)
                    .aids(aids(settings, TrainingAids.usual(stages.size())))
                    .learningRate(learningRate(settings, usual.learningRate()));
            settings.get(Setting.CONVOLUTION_WEIGHTS)
                    .map(name -> ConvolutionWeights.valueOf(name.toUpperCase(Locale.ROOT)))
                    .ifPresent(network::convolutionWeights);
            settings.get(Setting.RECONSTRUCTION).ifPresent(network::reconstruction);
            settings.get(Setting.LOSS)
                    .map(name -> ClassLoss.valueOf(name.toUpperCase(Locale.ROOT)))
                    .ifPresent(network::loss);
            return network.build();
        });
    }

    private static TrainingAids aids(Overlay settings, TrainingAids usual) {
        return new TrainingAids(
                settings.get(Setting.GRADIENT_CLIPPING).orElse(usual.gradientClipping()),
                settings.get(Setting.LAYER_NORM).orElse(usual.layerNorm()),
                settings.get(Setting.SKIP).orElse(usual.skip()));
    }

    /** The dimension of pose matrices isn't a choice: it would be written beside figures that don't depend on it. */
    private void requirePoses(Overlay settings, CapsuleNetworkSpec network, NamedRouting routing) {
        List<CapsuleStage> fitting = network.fittingIfKnown(routing.routing()).stages();
        settings.given(Setting.STAGES)
                .filter(given -> !fitting.equals(network.stages()))
                .ifPresent(given -> problems.add(
                        given.value().place(),
                        "network.stages has capsules of another dimension than "
                                + fitting.get(0).dimensions() + ", but the routing " + routing.name()
                                + " works on square matrices of so many numbers; write dimensions: "
                                + fitting.get(0).dimensions()));
    }

    /** Where nothing can be skipped, a skip that was asked for is a mistake, and one that is usual is left out. */
    private CapsuleNetworkSpec withPossibleSkip(Overlay settings, CapsuleNetworkSpec network, NamedRouting routing) {
        TrainingAids aids = network.aids();
        if (!aids.skip() || CapsuleNetworks.hasSkip(network, routing.routing())) {
            return network;
        }
        settings.given(Setting.SKIP)
                .ifPresent(given -> problems.add(
                        given.value().place(),
                        "network.skip is true, but no stage has as many capsules of one dimension as are below it, of"
                                + " the same kind; make two layers of network.stages equal, or leave it out"));
        return network.change()
                .aids(new TrainingAids(aids.gradientClipping(), aids.layerNorm(), false))
                .build();
    }

    private static LearningRate learningRate(Overlay settings, LearningRate usual) {
        return new LearningRate(
                settings.get(Setting.LEARNING_RATE).orElse(usual.peak()),
                settings.get(Setting.DECAY).orElse(usual.decay()),
                number(settings, Setting.WARM_UP, usual.warmUpSteps()));
    }

    private Optional<Initialization> initialization(Overlay settings, Place otherwise) {
        boolean normal = settings.get(Setting.INITIALIZATION).orElse("").equals("normal");
        Setting<?> foreign = normal ? Setting.G : Setting.SIGMA;
        Optional<Given> misplaced = settings.given(foreign);
        if (misplaced.isPresent()) {
            problems.add(
                    misplaced.get().key(),
                    foreign.path() + " is for the initialization "
                            + (normal ? "calibrated; normal has sigma" : "normal; calibrated has g"));
            return Optional.empty();
        }
        if (!normal) {
            return Optional.of(settings.get(Setting.G)
                    .map(g -> Initialization.calibrated(g))
                    .orElseGet(() -> Initialization.calibrated()));
        }
        if (settings.given(Setting.SIGMA).isEmpty()) {
            problems.add(
                    settings.given(Setting.INITIALIZATION)
                            .map(given -> given.value().place())
                            .orElse(otherwise),
                    "the initialization normal has no sigma; write {name: normal, sigma: 0.1}");
        }
        return settings.get(Setting.SIGMA).map(Initialization::normal);
    }

    private static int number(Overlay settings, Setting<Long> setting, int otherwise) {
        return settings.get(setting).map(Math::toIntExact).orElse(otherwise);
    }

    private static int images(Overlay settings, Setting<OptionalLong> setting, int all) {
        return settings.get(setting).map(count -> (int) count.orElse(all)).orElse(all);
    }
}
