// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
 * nothing: the training gives the same weights to the last bit. A layer is told of once for each kind of collapse, and again
 * if it has recovered in between.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CollapseListener extends BaseTrainingListener {

    /** So many images show a collapse as well as all do. */
    private static final int IMAGES = 32;

    private final int every;
    private final Consumer<Collapse> onCollapse;
    private final Set<Place> open = new HashSet<>();

    private record Place(String layer, Collapse.Kind kind) {}

    /**
     * A listener that looks at some steps.
     *
     * @param every 1 to look at each step, 10 at the first and then each tenth
     * @param onCollapse is told, in the thread of the training
     * @throws IllegalArgumentException if {@code every} is below 1
     */
    public CollapseListener(int every, Consumer<Collapse> onCollapse) {
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1 step but is " + every);
        }
        this.every = every;
        this.onCollapse = Objects.requireNonNull(onCollapse, "onCollapse");
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        if (!(model instanceof MultiLayerNetwork network) || network.getIterationCount() % every != 0) {
            return;
        }
        int step = network.getIterationCount() + 1;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            for (CapsuleOutput output : CapsuleOutput.of(network)) {
                if (output.index() + 1 < activations.size()) {
                    examine(output, activations.get(output.index() + 1), step);
                }
            }
        }
    }

    private void examine(CapsuleOutput output, INDArray capsules, int step) {
        LengthFigures figures = new LengthMeter(some(capsules), output.ownActivations()).figures();
        Optional<Collapse.Kind> kind = Rules.collapse(figures, capsules.size(0), output.activation());
        open.removeIf(place -> place.layer().equals(output.name())
                && !Optional.of(place.kind()).equals(kind));
        kind.filter(now -> open.add(new Place(output.name(), now)))
                .ifPresent(now -> onCollapse.accept(new Collapse(step, output.name(), now, figures.mean())));
    }

    private static INDArray some(INDArray capsules) {
        INDArrayIndex[] indices = NDArrayIndex.allFor(capsules);
        indices[0] = NDArrayIndex.interval(0, Math.min(IMAGES, capsules.size(0)));
        return capsules.get(indices);
    }
}
