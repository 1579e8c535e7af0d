// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.function.IntSupplier;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleProbes;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Ends the training at the first output of a routing that isn't finite. The loss would say so later, but not of which
 * layer.
 */
final class FiniteOutputs implements RoutingProbe {

    private final String origin;
    private final IntSupplier step;

    private FiniteOutputs(String origin, IntSupplier step) {
        this.origin = origin;
        this.step = step;
    }

    /**
     * Watches all capsule layers of a network.
     *
     * @param step the number of the current step, from 1
     */
    static void watch(MultiLayerNetwork network, IntSupplier step) {
        for (Layer layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof CapsuleLayer capsules) {
                String origin = ClassOrigin.of(capsules.routing().getClass()) + " in capsule layer " + layer.getIndex();
                CapsuleProbes.attach(layer, new FiniteOutputs(origin, step));
            }
        }
    }

    @Override
    public void observe(String name, Tensor value) {
        // The output alone shows whether all before it was finite; looking at every coupling would take time.
    }

    @Override
    public void observeOutput(Capsules capsules) {
        requireFinite("poses", capsules.poses());
        capsules.activations().ifPresent(activations -> requireFinite("activations", activations));
    }

    private void requireFinite(String what, Tensor values) {
        if (!Double.isFinite(values.array().sumNumber().doubleValue())) {
            throw new DivergedException(
                    step.getAsInt(), "The " + what + " that " + origin + " gives are the first that aren't finite.");
        }
    }
}
