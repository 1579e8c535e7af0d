// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.capsnet.core.layer.Initialization;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.network.TrainingAids;
import org.capsnet.experiments.routings.YamlScalar;
import org.capsnet.routing.spi.OptionDescription;
import org.capsnet.routing.spi.RoutingCatalog;

/** The one way to write a run's settings. */
final class SettingValues {

    /**
     * Settings that are part of an id only where they aren't this: the id of a run from before they were there stays. Those that
     * a deep network has by default are part of the id of any deep one.
     */
    private static final Map<String, String> AS_BEFORE = Map.of(
            Setting.LAYER_NORM.path(),
            "false",
            Setting.SKIP.path(),
            "false",
            Setting.RECONSTRUCTION.path(),
            "false",
            Setting.GRADIENT_CLIPPING.path(),
            ClippingNorm.NONE);

    private SettingValues() {}

    /** A file has a list of seeds, so that it may have several runs. */
    static String text(RunConfiguration run) {
        return text(of(run));
    }

    /** The text that an id is of: without the settings that came later and change nothing. */
    static String identity(RunConfiguration run) {
        Map<String, String> values = of(run);
        Map<String, String> asBefore = new TreeMap<>(AS_BEFORE);
        if (TrainingAids.usual(run.network().stages().size()).layerNorm()) {
            asBefore.keySet().removeAll(Set.of(Setting.LAYER_NORM.path(), Setting.SKIP.path()));
        }
        asBefore.forEach(values::remove);
        RoutingCatalog.options(run.routing().routing()).stream()
                .filter(OptionDescription::asBefore)
                .forEach(option -> values.remove(path(option)));
        return text(values);
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(setting -> setting.getKey().equals(RunConfiguration.SEED)
                        ? "seeds: [" + setting.getValue() + "]\n"
                        : setting.getKey() + ": " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    static Map<String, String> of(RunConfiguration run) {
        Map<String, String> values = new TreeMap<>();
        DataSelection data = run.data();
        values.put("data.set", YamlScalar.text(data.set()));
        values.put("data.training-images", String.valueOf(data.trainingImages()));
        values.put("data.validation-images", String.valueOf(data.validationImages()));
        values.put("data.test-images", String.valueOf(data.testImages()));
        values.put("data.shift", String.valueOf(data.shift()));
        CapsuleNetworkSpec network = run.network();
        values.put("network.kernel", String.valueOf(network.kernel()));
        values.put("network.convolution-maps", String.valueOf(network.convolutionMaps()));
        values.put("network.convolution-weights", network.convolutionWeights().toString());
        values.put("network.primary-types", String.valueOf(network.primaryTypes()));
        values.put("network.primary-dimensions", String.valueOf(network.primaryDimensions()));
        values.put(
                "network.stages",
                network.stages().stream().map(SettingValues::stage).collect(Collectors.joining(", ", "[", "]")));
        values.put("network.reconstruction", String.valueOf(network.reconstruction()));
        initialization(values, network.initialization());
        TrainingAids aids = network.aids();
        values.put(Setting.LAYER_NORM.path(), String.valueOf(aids.layerNorm()));
        values.put(Setting.SKIP.path(), String.valueOf(aids.skip()));
        values.put("routing.name", YamlScalar.text(run.routing().name()));
        for (OptionDescription option : RoutingCatalog.options(run.routing().routing())) {
            values.put(path(option), YamlScalar.value(option));
        }
        values.put("training.loss", network.loss().toString());
        values.put("training.learning-rate", number(network.learningRate().peak()));
        values.put("training.decay", number(network.learningRate().decay()));
        values.put(
                "training.warm-up-steps", String.valueOf(network.learningRate().warmUpSteps()));
        values.put(
                Setting.GRADIENT_CLIPPING.path(),
                aids.gradientClipping().isPresent()
                        ? number(aids.gradientClipping().getAsDouble())
                        : ClippingNorm.NONE);
        values.put("training.batch-size", String.valueOf(run.batchSize()));
        values.put("training.epochs", String.valueOf(run.epochs()));
        values.put(RunConfiguration.SEED, String.valueOf(run.seed()));
        return values;
    }

    private static String path(OptionDescription option) {
        return "routing." + option.name();
    }

    private static String stage(CapsuleStage stage) {
        return "{capsules: " + stage.capsules() + ", dimensions: " + stage.dimensions() + "}";
    }

    private static void initialization(Map<String, String> values, Initialization initialization) {
        if (initialization instanceof Initialization.Calibrated calibrated) {
            values.put("network.initialization.name", "calibrated");
            values.put("network.initialization.g", number(calibrated.g()));
        } else if (initialization instanceof Initialization.Normal normal) {
            values.put("network.initialization.name", "normal");
            values.put("network.initialization.sigma", number(normal.sigma()));
        } else {
            throw new IllegalStateException("no name for " + initialization);
        }
    }

    private static String number(double value) {
        return YamlScalar.number(Double.toString(value));
    }
}
