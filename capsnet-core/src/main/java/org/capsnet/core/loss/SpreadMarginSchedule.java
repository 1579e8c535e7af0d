// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Moves the margin of a network's {@link SpreadLoss} in equal steps while it trains.
 *
 * <pre>{@code
 * network.setListeners(new SpreadMarginSchedule(0.2, 0.9, 1000));
 * }</pre>
 *
 * <p>The margin follows from the network's count of iterations alone, so a run that is resumed goes on where it was.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SpreadMarginSchedule extends BaseTrainingListener {

    private final double from;
    private final double to;
    private final int steps;

    /**
     * A schedule.
     *
     * @param from margin of the first training step, in (0, 1]
     * @param to margin after {@code steps} steps and from then on, in (0, 1]
     * @param steps at least 1
     */
    public SpreadMarginSchedule(double from, double to, int steps) {
        SpreadLoss.requireMargin(from);
        SpreadLoss.requireMargin(to);
        if (steps < 1) {
            throw new IllegalArgumentException("A margin needs at least 1 step to move but has " + steps);
        }
        this.from = from;
        this.to = to;
        this.steps = steps;
    }

    /**
     * {@return the margin of a training step}
     *
     * @param iteration the step, from 0
     */
    public double margin(int iteration) {
        return iteration >= steps ? to : from + (to - from) * Math.max(0, iteration) / steps;
    }

    // A forward pass is the last that a listener hears of before the loss is computed.

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        move(model);
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        move(model);
    }

    private void move(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            move(network.getLayers(), network.getIterationCount());
        } else if (model instanceof ComputationGraph graph) {
            move(graph.getLayers(), graph.getIterationCount());
        }
    }

    private void move(Layer[] layers, int iteration) {
        List<SpreadLoss> losses = Arrays.stream(layers)
                .map(layer -> lossOf(layer.conf().getLayer()))
                .filter(SpreadLoss.class::isInstance)
                .map(SpreadLoss.class::cast)
                .toList();
        if (losses.isEmpty()) {
            throw new IllegalStateException("SpreadMarginSchedule listens to a network without SpreadLoss:"
                    + " add a LossLayer or ReconstructionOutput with one, or remove the listener");
        }
        losses.forEach(loss -> loss.setMargin(margin(iteration)));
    }

    private static ILossFunction lossOf(org.deeplearning4j.nn.conf.layers.Layer layer) {
        if (layer instanceof LossLayer loss) {
            return loss.getLossFn();
        }
        if (layer instanceof ClassLossLayer output) {
            return output.classLoss();
        }
        return layer instanceof BaseOutputLayer base ? base.getLossFn() : null;
    }
}
