// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.apiguardian.api.API;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Tells at which step of a training a layer of capsules dies, saturates, loses its finite numbers or ceases to tell images
 * apart.
 *
 * <pre>{@code
 * network.addListeners(new CollapseListener(10, collapse -> System.err.println(collapse)));
 * network.fit(images, 3);
 * }</pre>
 *
 * <p>It looks at the capsules that the training computes anyway, of the first {@value #IMAGES} images of a batch, and changes
 * nothing: the training gives the same weights to the last bit. A layer is told of once, and again if it has recovered in
 * between; where some layers collapse and others recover at one step, the collapses are told first. Below a
 * {@code CapsuleNorm} capsules are dead only if they still are behind it. One that has capsules without life from the start is
 * told of at step 1; some come to life.
 *
 * <p>It looks into a {@code MultiLayerNetwork}; on a {@code ComputationGraph} the first step fails with an
 * {@link IllegalStateException}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CollapseListener extends BaseTrainingListener {

    /** So many images show a collapse as well as all do. */
    private static final int IMAGES = 16;

    private static final Optional<Collapse.Kind> DEAD = Optional.of(Collapse.Kind.DEAD);

    private final int every;
    private final Consumer<Collapse> onCollapse;
    private final ObjIntConsumer<Collapse> onRecovery;
    private final Map<String, Collapse> open = new HashMap<>();

    /**
     * A listener that looks at some steps.
     *
     * @param every 1 to look at each step, 10 at the first and then each tenth
     * @param onCollapse is told, in the thread of the training
     * @throws IllegalArgumentException if {@code every} is below 1
     */
    public CollapseListener(int every, Consumer<Collapse> onCollapse) {
        this(every, onCollapse, (collapse, step) -> {});
    }

    /**
     * A listener that tells of recoveries as well.
     *
     * @param every 1 to look at each step, 10 at the first and then each tenth
     * @param onCollapse is told, in the thread of the training
     * @param onRecovery is told of a collapse that is over, and at which step, from 1
     * @throws IllegalArgumentException if {@code every} is below 1
     */
    public CollapseListener(int every, Consumer<Collapse> onCollapse, ObjIntConsumer<Collapse> onRecovery) {
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1 step but is " + every);
        }
        this.every = every;
        this.onCollapse = Objects.requireNonNull(onCollapse, "onCollapse");
        this.onRecovery = Objects.requireNonNull(onRecovery, "onRecovery");
    }

    /**
     * Goes on where another listener was: a collapse that was told of and isn't over isn't told of again.
     *
     * @param collapse told of before
     * @return this
     */
    public CollapseListener knowing(Collapse collapse) {
        open.put(collapse.layer(), collapse);
        return this;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        if (!(model instanceof MultiLayerNetwork network)) {
            throw cantLookInto(model);
        }
        if (network.getIterationCount() % every != 0) {
            return;
        }
        int step = network.getIterationCount() + 1;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            List<CapsuleOutput> outputs = CapsuleOutput.of(network).stream()
                    .filter(output -> output.index() + 1 < activations.size())
                    .toList();
            List<Collapse> over = new ArrayList<>();
            for (CapsuleOutput output : outputs) {
                if (output.bounded()) {
                    examine(output, outputs, activations, step).ifPresent(over::add);
                }
            }
            over.forEach(collapse -> onRecovery.accept(collapse, step));
        }
    }

    /**
     * What a {@code ComputationGraph} calls.
     *
     * @param model that graph
     * @param activations not looked at
     * @throws IllegalStateException always
     */
    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        throw cantLookInto(model);
    }

    private static IllegalStateException cantLookInto(Model model) {
        return new IllegalStateException("CollapseListener listens to a "
                + model.getClass().getSimpleName()
                + ", but can look into a MultiLayerNetwork only: remove the listener, or build the network as a"
                + " MultiLayerNetwork");
    }

    /** Tells of a collapse, and returns one that is over. */
    private Optional<Collapse> examine(
            CapsuleOutput output, List<CapsuleOutput> outputs, List<INDArray> activations, int step) {
        LengthFigures figures = figures(output, activations);
        long images = activations.get(output.index() + 1).size(0);
        Optional<Collapse.Kind> kind = Rules.collapse(figures, images, output.activation());
        if (kind.equals(DEAD)
                && outputs.stream()
                        .filter(other -> other.index() == output.index() + 1 && !other.bounded())
                        .map(norm -> Rules.collapse(figures(norm, activations), images, output.activation()))
                        .anyMatch(behindNorm -> !behindNorm.equals(DEAD))) {
            kind = Optional.empty();
        }
        if (kind.isEmpty()) {
            return Optional.ofNullable(open.remove(output.name()));
        }
        if (!open.containsKey(output.name())) {
            Collapse collapse = new Collapse(step, output.name(), kind.get(), figures.mean());
            open.put(output.name(), collapse);
            onCollapse.accept(collapse);
        }
        return Optional.empty();
    }

    private static LengthFigures figures(CapsuleOutput output, List<INDArray> activations) {
        return new LengthMeter(some(activations.get(output.index() + 1)), output).figures();
    }

    private static INDArray some(INDArray capsules) {
        INDArrayIndex[] indices = NDArrayIndex.allFor(capsules);
        indices[0] = NDArrayIndex.interval(0, Math.min(IMAGES, capsules.size(0)));
        return capsules.get(indices);
    }
}
