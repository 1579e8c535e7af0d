// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.experiments.network.CapsuleNetworks;
import org.capsnet.experiments.training.Fixtures.ScaledSum;
import org.capsnet.experiments.training.Fixtures.Screen;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Ranges that a run of four steps an epoch records, the last of 8 images. */
class GradientRangeTests {

    private static final NamedRouting SUM = new NamedRouting("sum", new ScaledSum(1));

    private INDArray trained;

    @Test
    void isThatOfTheWeightsOfTheFirstLayer() {
        GradientRange recorded = train(Fixtures.plan(1)).stepGradients().get(0);

        double[] sums = sumsOverImages(initial()).data().asDouble();
        assertThat(recorded.min())
                .isEqualTo(Arrays.stream(sums).min().orElseThrow() / 64)
                .isNegative();
        assertThat(recorded.max())
                .isEqualTo(Arrays.stream(sums).max().orElseThrow() / 64)
                .isPositive();
    }

    @Test
    void isOfDerivativesOfTheMeanLoss() {
        GradientRange recorded = train(Fixtures.plan(1)).stepGradients().get(0);

        MultiLayerNetwork network = initial();
        INDArray sums = sumsOverImages(network);
        long[] steepest = Shape.ind2subC(
                sums.shape(), Nd4j.argMax(Nd4j.toFlattened('c', sums)).getLong(0));
        assertThat(recorded.max()).isCloseTo(slope(network, steepest), withinPercentage(2));
    }

    @Test
    void isThatOfTheWholeBatchWhereABatchIsComputedInParts() {
        List<GradientRange> whole = train(Fixtures.plan(1)).stepGradients();
        List<GradientRange> parts = train(Fixtures.plan(1).inPartsOf(10)).stepGradients();

        assertThat(parts).hasSize(4);
        for (int step = 0; step < 4; step++) {
            double size = whole.get(step).max();
            assertThat(parts.get(step).min()).isCloseTo(whole.get(step).min(), within(0.01 * size));
            assertThat(parts.get(step).max()).isCloseTo(size, within(0.01 * size));
        }
    }

    @Test
    void lookingChangesNoLossAndNoWeight() {
        RunResult result = train(Fixtures.plan(2));

        List<Double> losses = new ArrayList<>();
        MultiLayerNetwork network = initial();
        List<TrainingListener> listeners =
                new ArrayList<>(Fixtures.plan(2).network().loss().listeners(8));
        listeners.add(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                losses.add(model.score());
            }
        });
        network.setListeners(listeners);
        for (int epoch = 0; epoch < 2; epoch++) {
            network.fit(batches(epoch));
        }
        assertThat(result.stepLosses()).isEqualTo(losses);
        assertThat(trained).isEqualTo(network.params());
        assertThat(result.stepGradients()).hasSize(8).doesNotHaveDuplicates();
    }

    /** Deeplearning4j's derivatives by the first weights. */
    private static INDArray sumsOverImages(MultiLayerNetwork network) {
        DataSet batch = batches(0).next();
        network.setInput(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.computeGradientAndScore();
        return network.gradient().getGradientFor("0_W").dup();
    }

    /** How the mean loss changes with one weight. */
    private static double slope(MultiLayerNetwork network, long[] place) {
        INDArray weights = network.getLayer(0).getParam("W");
        DataSet batch = batches(0).next();
        double step = 0.004;
        double before = weights.getDouble(place);
        weights.putScalar(place, before + step);
        double above = network.score(batch, true);
        weights.putScalar(place, before - step);
        double below = network.score(batch, true);
        return (above - below) / (2 * step);
    }

    private static MultiLayerNetwork initial() {
        MultiLayerNetwork network = new MultiLayerNetwork(
                CapsuleNetworks.configuration(Fixtures.plan(1).network(), SUM.routing()));
        network.init();
        return network;
    }

    private static ImageSetIterator batches(int epoch) {
        ImageSetIterator batches = ImageSetIterator.over(Fixtures.data().train())
                .batchSize(64)
                .shuffle(7)
                .build();
        batches.startEpoch(epoch);
        return batches;
    }

    private RunResult train(TrainingPlan plan) {
        TrainingJournal keepingWeights = new TrainingJournal() {
            @Override
            public Optional<Checkpoint> latest() {
                return NONE.latest();
            }

            @Override
            public boolean due(int steps) {
                return NONE.due(steps);
            }

            @Override
            public boolean stopWanted() {
                return NONE.stopWanted();
            }

            @Override
            public void keep(Checkpoint checkpoint) {
                NONE.keep(checkpoint);
            }

            @Override
            public void finish(MultiLayerNetwork network) {
                trained = network.params().dup();
            }
        };
        ProgressLine progress = new ProgressLine(new Screen(false).terminal(), plan, 1);
        return new Trainer().train("sum", SUM, plan, progress, keepingWeights);
    }
}
