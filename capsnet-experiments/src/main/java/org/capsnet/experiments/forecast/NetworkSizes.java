// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.network.CapsuleStage;
import org.capsnet.experiments.training.NamedRouting;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.learning.config.NoOp;

/** What is known of a network without making it. */
final class NetworkSizes {

    private final CapsuleNetworkSpec spec;
    private final NamedRouting routing;
    private final MultiLayerConfiguration configuration;
    private final int width;

    NetworkSizes(CapsuleNetworkSpec wanted, NamedRouting routing) {
        this.spec = wanted.fitting(routing.routing());
        this.routing = routing;
        this.configuration = newConfiguration();
        this.width = configuration.getDataType().width();
    }

    CapsuleNetworkSpec spec() {
        return spec;
    }

    /** A configuration of its own for every caller, since Deeplearning4j changes it. */
    MultiLayerConfiguration newConfiguration() {
        return CapsuleNetworks.configuration(spec, routing.routing());
    }

    int layers() {
        return configuration.getConfs().size();
    }

    long parameters(int layer) {
        NeuralNetConfiguration conf = configuration.getConf(layer);
        return conf.getLayer().initializer().numParams(conf);
    }

    long parameterBytes() {
        return width * IntStream.range(0, layers()).mapToLong(this::parameters).sum();
    }

    long updaterBytes() {
        return width
                * IntStream.range(0, layers()).mapToLong(this::updaterNumbers).sum();
    }

    /** Parameters, gradients and what the optimiser remembers. */
    long trainedBytes() {
        return 2 * parameterBytes() + updaterBytes();
    }

    /** The same of one layer, with so many copies of the gradients. */
    long trainedBytes(int layer, int gradientCopies) {
        return width * ((1 + gradientCopies) * parameters(layer) + updaterNumbers(layer));
    }

    /** A batch and its labels. */
    long imageBytes(int batch) {
        return (long) width
                * batch
                * (spec.image().values()
                        + spec.classes()
                        + (spec.reconstruction() ? spec.image().values() : 0));
    }

    private long updaterNumbers(int index) {
        Layer layer = configuration.getConf(index).getLayer();
        return layer.initializer().paramKeys(layer).stream()
                .map(layer::getUpdaterByParam)
                .filter(updater -> !(updater instanceof NoOp))
                .findFirst()
                .map(updater -> updater.stateSize(parameters(index) - state(layer)))
                .orElse(0L);
    }

    /** What a routing updates itself. */
    private static long state(Layer layer) {
        return layer instanceof CapsuleLayer capsules
                ? capsules.routing().parameters(capsules.shape()).stream()
                        .filter(parameter -> parameter.kind() == Kind.STATE)
                        .mapToLong(RoutingParameter::length)
                        .sum()
                : 0;
    }

    /** The smallest batch from which on to another one all layers compute in the same way. */
    int smallestBatchLike(int batch) {
        InputType below = InputType.convolutional(
                spec.image().height(), spec.image().width(), spec.image().channels());
        List<InputType> above = configuration.getLayerActivationTypes(below);
        int smallest = 1;
        for (int layer = 0; layer < layers(); layer++) {
            if (configuration.getConf(layer).getLayer() instanceof FastConvolution convolution) {
                smallest = Math.max(smallest, (int) convolution.smallestBatchLike(batch, below));
            }
            below = above.get(layer);
        }
        return smallest;
    }

    /** For people, from below to above. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                String.format(
                        Locale.ROOT,
                        "convolution %dx%d, %,d maps",
                        spec.kernel(),
                        spec.kernel(),
                        spec.convolutionMaps()),
                String.format(
                        Locale.ROOT,
                        "%,d primary capsules of dimension %d",
                        spec.primaryCapsules(),
                        spec.primaryDimensions())));
        for (CapsuleStage stage : spec.stages()) {
            if (spec.aids().layerNorm()) {
                names.add("layer norm");
            }
            names.add(String.format(Locale.ROOT, "%,d capsules of dimension %d", stage.capsules(), stage.dimensions()));
        }
        names.addAll(
                spec.reconstruction()
                        ? List.of("reconstruction, " + spec.loss() + " loss")
                        : List.of("lengths", spec.loss() + " loss"));
        return names;
    }
}
