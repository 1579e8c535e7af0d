// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network that takes a training step in parts, so that a batch needs the memory of a few examples only.
 *
 * <pre>{@code
 * MultiLayerNetwork network = new MicroBatchNetwork(configuration, 32);
 * network.init();
 * network.fit(batchesOf128);
 * }</pre>
 *
 * <p>The gradients of the parts are added up before one update, so that the step is that of the whole batch to rounding:
 * loss and gradient are means over the batch, whatever the size of its last part; regularisation, clipping, the updater
 * and constraints come once; {@link #score()} and {@link #batchSize()} are those of the batch. So are losses of a routing's
 * own. The state of a routing takes its next value once, after the step: the mean of what the parts give, weighed by their
 * sizes, which is that of the whole batch wherever the new state is a mean over examples.
 *
 * <p>Listeners hear of a step once: of a forward pass with the activations of the first part, of everything else with
 * the values of the whole batch. Dropout and weight noise draw anew for each part, and a routing that looks from one
 * example of the batch at another sees those of the part only. The sum takes the memory of the parameters once more.
 *
 * <p>A {@link #clone()} takes its steps in parts as well. Files don't know of parts: Deeplearning4j's {@code
 * ModelSerializer} saves this network like any other and gives back a plain {@code MultiLayerNetwork}, which goes on with
 * whole batches. To go on in parts:
 *
 * <pre>{@code
 * MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file);
 * MultiLayerNetwork network = new MicroBatchNetwork(loaded.getLayerWiseConfigurations(), 32);
 * network.init(loaded.params(), true);
 * network.getUpdater().setStateViewArray(network, loaded.updaterState(), false);
 * }</pre>
 *
 * <p>Layers that keep statistics of a batch, such as batch normalisation, masks, truncated back-propagation and
 * {@code miniBatch(false)} are refused.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MicroBatchNetwork extends MultiLayerNetwork {

    /** The most examples of a part. */
    private final int microBatch;

    private transient INDArray gradientSum;

    /**
     * A network that still has to be initialised.
     *
     * @param configuration of the network
     * @param microBatch the most examples of a part, at least 1; a batch that isn't larger is taken as a whole
     * @throws IllegalArgumentException if that is below 1
     */
    public MicroBatchNetwork(MultiLayerConfiguration configuration, int microBatch) {
        super(configuration);
        if (microBatch < 1) {
            throw new IllegalArgumentException("A part of a batch needs at least 1 example but has " + microBatch);
        }
        this.microBatch = microBatch;
    }

    /** {@return the most examples of a part} */
    public int microBatch() {
        return microBatch;
    }

    /**
     * The gradient and the score of the batch that was set, part by part.
     *
     * @throws IllegalStateException if the batch can't be split; see above
     */
    @Override
    public void computeGradientAndScore() {
        if (input == null || batchSize() <= microBatch) {
            super.computeGradientAndScore();
            return;
        }
        requireDivisible();
        INDArray wholeInput = input;
        INDArray wholeLabels = labels;
        Collection<TrainingListener> wholeListeners = trainingListeners;
        try {
            setScore(sumOfParts(wholeInput, wholeLabels));
        } finally {
            setInput(wholeInput);
            setLabels(wholeLabels);
            trainingListeners = wholeListeners;
        }
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            wholeListeners.forEach(listener -> listener.onBackwardPass(this));
        }
    }

    private double sumOfParts(INDArray wholeInput, INDArray wholeLabels) {
        long examples = wholeInput.size(0);
        StateMeans states = new StateMeans();
        double meanScore = 0;
        trainingListeners = List.of(new FirstForwardPass(trainingListeners));
        for (long from = 0; from < examples; from += microBatch) {
            long to = Math.min(examples, from + microBatch);
            double share = (double) (to - from) / examples;
            setInput(part(wholeInput, from, to));
            setLabels(part(wholeLabels, from, to));
            super.computeGradientAndScore();
            meanScore += share * score();
            states.add(share);
            addGradient(from == 0, to == examples);
        }
        states.settle();
        return meanScore;
    }

    private static INDArray part(INDArray whole, long from, long to) {
        INDArrayIndex[] indices = NDArrayIndex.allFor(whole);
        indices[0] = NDArrayIndex.interval(from, to);
        return whole.get(indices);
    }

    /** Layers overwrite their gradients, and the updater reads them where they are. */
    private void addGradient(boolean first, boolean last) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            if (last) {
                getFlattenedGradients().addi(gradientSum);
            } else if (!first) {
                gradientSum.addi(getFlattenedGradients());
            } else if (gradientSum == null) {
                gradientSum = getFlattenedGradients().dup();
            } else {
                gradientSum.assign(getFlattenedGradients());
            }
        }
    }

    /** {@return a copy of this network, with the state of its updater, that takes its steps in the same parts} */
    @Override
    public MicroBatchNetwork clone() {
        if (!isInitCalled()) {
            init();
        }
        MicroBatchNetwork copy =
                new MicroBatchNetwork(getLayerWiseConfigurations().clone(), microBatch);
        copy.init(params().dup(), false);
        INDArray updaterState = solver == null ? null : getUpdater().getStateViewArray();
        if (updaterState != null) {
            copy.getUpdater().setStateViewArray(copy, updaterState.dup(), false);
        }
        // The configuration doesn't tell of layers that were frozen when the network was there.
        Layer[] copied = copy.getLayers();
        for (int k = 0; k < layers.length; k++) {
            if (layers[k] instanceof FrozenLayer && !(copied[k] instanceof FrozenLayer)) {
                copied[k] = new FrozenLayer(copied[k]);
            }
        }
        return copy;
    }

    @Override
    public void close() {
        super.close();
        if (gradientSum != null) {
            gradientSum.close();
        }
    }

    private void requireDivisible() {
        if (!conf().isMiniBatch()
                || getLayerWiseConfigurations().getBackpropType() != BackpropType.Standard
                || mask != null
                || getOutputLayer().getMaskArray() != null) {
            throw new IllegalStateException(
                    "A batch with masks, miniBatch(false) or truncated back-propagation can't be"
                            + " split into parts. Use a MultiLayerNetwork, or batches of at most " + microBatch);
        }
        for (Layer layer : layers) {
            layer.paramTable(false).keySet().stream()
                    .filter(name -> !layer.updaterDivideByMinibatch(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalStateException("Layer " + layer.getIndex() + " ("
                                + layer.getClass().getSimpleName() + ") keeps a statistic of the batch, \"" + name
                                + "\", which isn't the sum of its parts'. Use a MultiLayerNetwork, or batches of at most "
                                + microBatch);
                    });
        }
    }

    /** The next state of all capsule layers. */
    private final class StateMeans {

        private final Map<CapsuleLayerImplementation, Map<String, INDArray>> means = new IdentityHashMap<>();

        /** Adds what the last part gave. */
        void add(double share) {
            try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                capsuleLayers()
                        .forEach(layer -> layer.nextState()
                                .forEach((name, value) -> means.computeIfAbsent(layer, key -> new HashMap<>())
                                        .merge(name, value.mul(share), INDArray::addi)));
            }
        }

        void settle() {
            means.forEach((layer, mean) -> layer.nextState().putAll(mean));
        }

        private List<CapsuleLayerImplementation> capsuleLayers() {
            return Arrays.stream(layers)
                    .filter(CapsuleLayerImplementation.class::isInstance)
                    .map(CapsuleLayerImplementation.class::cast)
                    .toList();
        }
    }

    /** Tells listeners of the first forward pass and of nothing else. */
    private static final class FirstForwardPass extends BaseTrainingListener {

        private final Collection<TrainingListener> listeners;
        private boolean told;

        FirstForwardPass(Collection<TrainingListener> listeners) {
            this.listeners = listeners;
        }

        @Override
        public void onForwardPass(Model model, List<INDArray> activations) {
            if (!told) {
                told = true;
                listeners.forEach(listener -> listener.onForwardPass(model, activations));
            }
        }
    }
}
