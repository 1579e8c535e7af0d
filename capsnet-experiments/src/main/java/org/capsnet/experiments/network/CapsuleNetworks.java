// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.network;

import java.util.List;
import java.util.Optional;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleLengths;
import org.capsnet.core.layer.CapsuleNorm;
import org.capsnet.core.layer.CapsuleType;
import org.capsnet.core.layer.FastConvolution;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.layer.ReconstructionOutput;
import org.capsnet.core.routing.Routing;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** Makes Deeplearning4j's configuration of a network. */
public final class CapsuleNetworks {

    private CapsuleNetworks() {}

    /**
     * The configuration of a network with one routing in all its stages.
     *
     * @param wanted the sizes and settings; see {@link CapsuleNetworkSpec#fitting}
     * @param routing how the capsules of one layer become those of the next
     * @return a configuration for inputs [B, C, H, W] and outputs [B, classes], the lengths of the class capsules
     */
    public static MultiLayerConfiguration configuration(CapsuleNetworkSpec wanted, Routing routing) {
        CapsuleNetworkSpec spec = wanted.fitting(routing);
        int kernel = spec.kernel();
        NeuralNetConfiguration.Builder network = new NeuralNetConfiguration.Builder()
                .seed(spec.seed())
                .updater(new Adam(spec.learningRate().schedule()))
                .weightInit(spec.convolutionWeights().initialization());
        spec.aids()
                .gradientClipping()
                .ifPresent(norm -> network.gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(norm));
        NeuralNetConfiguration.ListBuilder layers = network.list()
                .layer(new FastConvolution.Builder(kernel, kernel)
                        .name("convolution")
                        .nOut(spec.convolutionMaps())
                        .activation(Activation.RELU)
                        .inputGradient(false)
                        .build())
                .layer(new PrimaryCapsules.Builder(spec.primaryTypes(), spec.primaryDimensions())
                        .name("primary")
                        .kernelSize(kernel, kernel)
                        .stride(2, 2)
                        .build());
        CapsuleType below = primary(spec);
        int number = 1;
        for (CapsuleStage stage : spec.stages()) {
            if (spec.aids().layerNorm()) {
                layers.layer(new CapsuleNorm.Builder().name("norm-" + number).build());
            }
            CapsuleType above = capsules(stage, routing);
            layers.layer(new CapsuleLayer.Builder(stage.capsules(), stage.dimensions())
                    .name("stage-" + number++)
                    .routing(routing)
                    .initialization(spec.initialization())
                    .skip(spec.aids().skip() && CapsuleLayer.canSkip(below, above))
                    .build());
            below = above;
        }
        output(spec).forEach(layers::layer);
        return layers.setInputType(InputType.convolutional(
                        spec.image().height(),
                        spec.image().width(),
                        spec.image().channels()))
                .build();
    }

    private static List<Layer> output(CapsuleNetworkSpec spec) {
        if (spec.reconstruction()) {
            return List.of(new ReconstructionOutput.Builder(spec.image().values())
                    .name("reconstruction")
                    .classLoss(spec.loss().function())
                    .build());
        }
        LossLayer loss = new LossLayer.Builder(spec.loss().function())
                .activation(Activation.IDENTITY)
                .build();
        // Deeplearning4j would warn of an output of size zero.
        loss.setNOut(spec.classes());
        return List.of(new CapsuleLengths.Builder().build(), loss);
    }

    /**
     * Whether any stage of a network is like what is below it, so that capsules can pass beside its routing.
     *
     * @param wanted the sizes
     * @param routing of all stages
     */
    public static boolean hasSkip(CapsuleNetworkSpec wanted, Routing routing) {
        CapsuleNetworkSpec spec = wanted.fitting(routing);
        CapsuleType below = primary(spec);
        for (CapsuleStage stage : spec.stages()) {
            CapsuleType above = capsules(stage, routing);
            if (CapsuleLayer.canSkip(below, above)) {
                return true;
            }
            below = above;
        }
        return false;
    }

    private static CapsuleType primary(CapsuleNetworkSpec spec) {
        return CapsuleType.of(spec.primaryCapsules(), spec.primaryDimensions(), false, Optional.empty());
    }

    private static CapsuleType capsules(CapsuleStage stage, Routing routing) {
        return CapsuleType.of(
                stage.capsules(), stage.dimensions(), routing.traits().ownActivations(), Optional.empty());
    }

    /** How many numbers a network trains; nothing of it is made for that. */
    public static long parameters(CapsuleNetworkSpec wanted, Routing routing) {
        return configuration(wanted, routing).getConfs().stream()
                .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
                .sum();
    }
}
