// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.capsnet.core.layer.MicroBatchNetwork;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A collapse is told of at its step, by its layer, once; and nothing changes by it. */
class CollapseListenerTests {

    private static final DataSet BATCH = Patients.batch(24);

    private final List<String> told = new ArrayList<>();
    private final MultiLayerNetwork network = Patients.with(new SumRouting(1)).ofStages(2);

    @Test
    void aHealthyTrainingIsNotTalkedAbout() {
        network.setListeners(listener(1));

        fit(5);

        assertThat(told).isEmpty();
    }

    @Test
    void aGraphIsRefusedInsteadOfNeverTalkedAbout() {
        ComputationGraph graph = network.toComputationGraph();
        graph.setListeners(listener(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> graph.fit(BATCH))
                .withMessage(
                        "CollapseListener listens to a ComputationGraph, but can look into a MultiLayerNetwork only:"
                                + " remove the listener, or build the network as a MultiLayerNetwork");
    }

    @Test
    void deathIsToldOfAtItsStepAndOnce() {
        network.setListeners(listener(1));
        fit(3);
        change("stage-1", weights -> weights.muli(1e-6));
        fit(3);

        assertThat(told)
                .hasSize(2)
                .first()
                .asString()
                .startsWith("collapsed at step 4: layer stage-1: all capsules dead (mean length ");
        assertThat(told.get(1)).startsWith("collapsed at step 4: layer stage-2: all capsules dead");
    }

    @Test
    void shortCapsulesThatANormMakesLongerAreNotDead() {
        MultiLayerNetwork normed = Patients.withAids(0.25, false);
        normed.setListeners(listener(1));

        normed.getLayer("stage-1").getParam("W").muli(0.01);
        normed.fit(BATCH);
        assertThat(told).isEmpty();

        normed.getLayer("stage-1").getParam("W").muli(1e-6);
        normed.fit(BATCH);
        assertThat(told).first().asString().startsWith("collapsed at step 2: layer stage-1: all capsules dead");
    }

    @Test
    void saturationIsToldOf() {
        change("stage-2", weights -> weights.muli(1e6));
        network.setListeners(listener(1));

        fit(1);

        assertThat(told)
                .containsExactly("collapsed at step 1: layer stage-2: all capsules saturated (mean length 1.00)");
    }

    @Test
    void capsulesThatAreTheSameForAllImagesAreToldOf() {
        MultiLayerNetwork biased = Patients.with(Agreement.withBias()).ofStages(1);
        biased.getLayer("stage-1").getParam("W").muli(1e-6);
        biased.setListeners(listener(1));

        biased.fit(BATCH);

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("collapsed at step 1: layer stage-1: the same capsules for all images");
    }

    @Test
    void numbersThatAreNotFiniteAreToldOf() {
        change("stage-1", weights -> weights.assign(Double.NaN));
        network.setListeners(listener(1));

        fit(1);

        assertThat(told).first().isEqualTo("collapsed at step 1: layer stage-1: numbers that aren't finite");
    }

    @Test
    void aRecoveryIsToldOfAndTheNextCollapseAgain() {
        network.setListeners(listener(1));
        fit(1);
        INDArray alive = network.getLayer("stage-2").getParam("W").dup();
        change("stage-2", weights -> weights.muli(1e-6));
        fit(1);
        change("stage-2", weights -> weights.assign(alive));
        fit(1);
        change("stage-2", weights -> weights.muli(1e-6));
        fit(1);

        assertThat(told).hasSize(3);
        assertThat(told.get(0)).startsWith("collapsed at step 2: layer stage-2");
        assertThat(told.get(1)).isEqualTo("stage-2 recovered at step 3");
        assertThat(told.get(2)).startsWith("collapsed at step 4: layer stage-2");
    }

    /** Whoever asks whether all are well again must know at a recovery what collapsed at the same step. */
    @Test
    void collapsesAreToldBeforeTheRecoveriesOfTheirStep() {
        network.setListeners(listener(1).knowing(new Collapse(7, "stage-1", Collapse.Kind.DEAD, 0)));
        change("stage-2", weights -> weights.muli(1e-6));

        fit(1);

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("collapsed at step 1: layer stage-2");
        assertThat(told.get(1)).isEqualTo("stage-1 recovered at step 1");
    }

    @Test
    void fromDeadToSaturatedIsNoRecovery() {
        network.setListeners(listener(1));
        change("stage-2", weights -> weights.muli(1e-6));
        fit(1);
        change("stage-2", weights -> weights.muli(1e12));
        fit(1);

        assertThat(told).singleElement().asString().startsWith("collapsed at step 1: layer stage-2: all capsules dead");
    }

    @Test
    void looksAtSomeStepsOnly() {
        network.setListeners(listener(3));
        fit(1);
        change("stage-2", weights -> weights.muli(1e-6));
        fit(5);

        assertThat(told).singleElement().asString().startsWith("collapsed at step 4: ");
    }

    @Test
    void whatIsKnownIsNotToldOfAgain() {
        change("stage-2", weights -> weights.muli(1e-6));
        network.setListeners(listener(1).knowing(new Collapse(7, "stage-2", Collapse.Kind.DEAD, 0)));

        fit(2);

        assertThat(told).isEmpty();
    }

    @Test
    void theTrainingIsTheSameToTheLastBit() {
        MultiLayerNetwork alone = Patients.with(new SumRouting(1)).ofStages(2);
        network.setListeners(listener(1));
        for (int step = 0; step < 4; step++) {
            alone.fit(BATCH);
            network.fit(BATCH);
        }

        assertThat(network.params()).isEqualTo(alone.params());
        assertThat(network.getUpdater().getStateViewArray())
                .isEqualTo(alone.getUpdater().getStateViewArray());
    }

    @Test
    void batchesInPartsAreToldOfOnce() {
        MicroBatchNetwork parts = new MicroBatchNetwork(network.getLayerWiseConfigurations(), 8);
        parts.init();
        parts.getLayer("stage-2").getParam("W").muli(1e-6);
        parts.setListeners(listener(1));

        parts.fit(BATCH);

        assertThat(told).singleElement().asString().startsWith("collapsed at step 1: layer stage-2");
    }

    @Test
    void everyNoStepIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> listener(0)).withMessageContaining("at least 1 step");
    }

    private CollapseListener listener(int every) {
        return new CollapseListener(
                every,
                collapse -> told.add(collapse.toString()),
                (collapse, step) -> told.add(collapse.layer() + " recovered at step " + step));
    }

    private void fit(int steps) {
        for (int step = 0; step < steps; step++) {
            network.fit(BATCH);
        }
    }

    private void change(String layer, UnaryOperator<INDArray> change) {
        change.apply(network.getLayer(layer).getParam("W"));
    }
}
