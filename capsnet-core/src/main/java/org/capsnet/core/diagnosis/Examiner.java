// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.capsnet.core.layer.LayerCouplings;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Measures a copy of a network, and tries some steps on it. */
final class Examiner {

    /** How far an image is moved, by its norm: far enough for float, near enough for a derivative. */
    private static final double MOVE = 0.01;

    private static final long SEED = 1;

    private static final int FEW = 16;

    /** Elements of an array that is copied in one piece. */
    private static final long BLOCK = 1 << 22;

    /** What a learning rate that is too high is divided by, until the trial ends well. */
    private static final double[] DIVISORS = {3, 10, 30, 100, 1_000, 10_000, 1e6, 1e8, 1e10};

    private final MultiLayerNetwork network;
    private final MultiLayerNetwork copy;
    private final INDArray features;
    private final INDArray labels;
    private final int trialSteps;
    private final List<DataSet> batches;
    private final Map<Integer, CapsuleOutput> outputs;

    /**
     * An examiner of one network.
     *
     * @param batches the first is what it is examined with; the trial's steps take one after the other, and then all again
     * @param trialSteps with 0, the network itself is measured, no copy
     */
    Examiner(MultiLayerNetwork network, List<DataSet> batches, int trialSteps) {
        this.network = network;
        // Measuring alone leaves the weights as they are, and a copy may not fit beside a network that was trained.
        this.copy = trialSteps > 0 ? network.clone() : network;
        this.batches = batches;
        this.features = batches.get(0).getFeatures();
        this.labels = batches.get(0).getLabels();
        this.trialSteps = trialSteps;
        this.outputs = CapsuleOutput.of(copy).stream()
                .collect(Collectors.toMap(
                        CapsuleOutput::index, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    NetworkExamination examine() {
        try {
            return examineCopy();
        } finally {
            if (copy != network) {
                copy.close();
            }
        }
    }

    private NetworkExamination examineCopy() {
        Map<Integer, CouplingFigures> couplings = couplings();
        stopIfInterrupted();
        List<INDArray> activations = copy.feedForward(features, false);
        List<Movement> movements = movements(activations);
        Map<Integer, LengthMeter> meters = meters(activations);

        stopIfInterrupted();
        copy.setInput(features);
        copy.setLabels(labels);
        copy.computeGradientAndScore();
        double loss = copy.score();
        Map<Integer, Size> gradients = gradients();
        Map<Integer, Double> update = new HashMap<>();
        Map<Integer, Double> moved = new HashMap<>();
        List<TrialStep> trial = new ArrayList<>();
        if (trialSteps > 0) {
            Map<Integer, List<INDArray>> start = copies(weights());
            trial.add(trialStep(copy, 0));
            update.putAll(distances(start));
            trial.addAll(trialSteps(copy, 1));
            moved.putAll(distances(start));
        }

        Map<Integer, GradientFigures> gradientFigures = new HashMap<>();
        gradients.forEach((index, size) -> gradientFigures.put(
                index, figures(size, update.getOrDefault(index, Double.NaN), moved.getOrDefault(index, Double.NaN))));
        List<LayerExamination> layers = IntStream.range(0, copy.getnLayers())
                .filter(index -> outputs.containsKey(index) || gradients.containsKey(index))
                .mapToObj(index -> new LayerExamination(
                        index,
                        CapsuleOutput.name(copy, index),
                        meters.containsKey(index) ? meters.get(index).capsules() : 0,
                        meters.containsKey(index) ? meters.get(index).dimensions() : 0,
                        gain(index, meters, activations),
                        Optional.ofNullable(meters.get(index)).map(LengthMeter::figures),
                        Optional.ofNullable(couplings.get(index)),
                        movements.get(index).jacobian(),
                        movements.get(index).sensitivity(),
                        Optional.ofNullable(gradientFigures.get(index))))
                .toList();
        if (trial.isEmpty()) {
            return new NetworkExamination(loss, layers, trial, List.of());
        }
        Rules rules = new Rules(network, layers, trial);
        boolean tooFast = rules.trialCollapse()
                .filter(collapse -> !rules.isOfDepth(collapse))
                .isPresent();
        Optional<LowerRate> lower = tooFast ? lowerRate(layers) : Optional.empty();
        return new NetworkExamination(loss, layers, trial, rules.findings(lower));
    }

    /** The highest of some lower learning rates with which the trial ends well. */
    private Optional<LowerRate> lowerRate(List<LayerExamination> layers) {
        if (Rules.updaters(network).noneMatch(IUpdater::hasLearningRate)) {
            return Optional.empty();
        }
        return Arrays.stream(DIVISORS)
                .filter(by ->
                        new Rules(network, layers, trial(by)).trialCollapse().isEmpty())
                .mapToObj(LowerRate::new)
                .findFirst();
    }

    /** With all learning rates divided, whether they are constant or change from step to step. */
    private List<TrialStep> trial(double by) {
        MultiLayerNetwork slower = network.clone();
        try {
            for (Layer layer : slower.getLayers()) {
                if (layer.conf().getLayer() instanceof BaseLayer trained && trained.getIUpdater() != null) {
                    divideRates(slower, layer.getIndex(), trained, by);
                }
            }
            return trialSteps(slower, 0);
        } finally {
            slower.close();
        }
    }

    /** A clone of a network shares its updaters: they must be its own before they are changed. */
    private static void divideRates(MultiLayerNetwork clone, int index, BaseLayer layer, double by) {
        IUpdater ofBias = layer.getBiasUpdater();
        if (ofBias != null && ofBias.hasLearningRate()) {
            layer.setBiasUpdater(ofBias.clone());
            layer.getBiasUpdater().setLrAndSchedule(Double.NaN, new DividedRate(ofBias, by));
        }
        IUpdater updater = layer.getIUpdater();
        layer.setIUpdater(updater.clone());
        // Leaves an updater without a rate as it is; and lets the network know of the new updaters.
        clone.setLearningRate(index, new DividedRate(updater, by));
    }

    /** Of some examples only, since all couplings are kept. */
    private Map<Integer, CouplingFigures> couplings() {
        INDArrayIndex[] some = NDArrayIndex.allFor(features);
        some[0] = NDArrayIndex.interval(0, Math.min(FEW, features.size(0)));
        return LayerCouplings.of(copy, features.get(some)).stream()
                .collect(Collectors.toMap(LayerCouplings::layer, CouplingMeter::figures));
    }

    private Map<Integer, LengthMeter> meters(List<INDArray> activations) {
        Map<Integer, LengthMeter> meters = new LinkedHashMap<>();
        outputs.forEach((index, output) -> meters.put(index, new LengthMeter(activations.get(index + 1), output)));
        return meters;
    }

    private OptionalDouble gain(int index, Map<Integer, LengthMeter> meters, List<INDArray> activations) {
        CapsuleOutput output = outputs.get(index);
        if (output == null || !output.squashed() || !meters.containsKey(index - 1)) {
            return OptionalDouble.empty();
        }
        double below = meters.get(index - 1).meanPose();
        LengthMeter routed = output.skip()
                ? new LengthMeter(withoutSkip(activations.get(index), activations.get(index + 1)), output)
                : meters.get(index);
        return below > 0 ? OptionalDouble.of(routed.meanBeforeSquash() / below) : OptionalDouble.empty();
    }

    /** What the routing gave: v of the output (min(1, 1 / |u|) u + v) / 2. */
    private static INDArray withoutSkip(INDArray below, INDArray output) {
        INDArray u = below.castTo(DataType.DOUBLE);
        INDArray passed = u.div(Transforms.max(u.norm2(true, 2), 1).broadcast(u.shape()));
        return output.castTo(DataType.DOUBLE).mul(2).sub(passed);
    }

    /**
     * How far the output of a layer moves with the images.
     *
     * @param jacobian the root of the mean over the images of (distance of the outputs / distance of the images)²
     * @param sensitivity the same with distances as parts of the root mean square of the norms
     */
    private record Movement(double jacobian, double sensitivity) {}

    private List<Movement> movements(List<INDArray> before) {
        INDArray images = rows(features);
        double[] noise = new Random(SEED).doubles(images.length(), -1, 1).toArray();
        INDArray directions = Nd4j.create(noise, images.shape(), 'c').castTo(DataType.DOUBLE);
        double norm = LengthMeter.rms(images) * Math.sqrt(images.size(1));
        directions.muliColumnVector(directions.norm2(1).rdivi(MOVE * norm));
        INDArray moved = images.add(directions).reshape(features.shape()).castTo(features.dataType());
        INDArray distances = rows(moved).sub(images).norm2(1);
        List<INDArray> after = copy.feedForward(moved, false);
        return IntStream.range(1, before.size())
                .mapToObj(index -> {
                    INDArray output = rows(before.get(index));
                    INDArray ratios =
                            rows(after.get(index)).sub(output).norm2(1).div(distances);
                    double scale = LengthMeter.rms(output) * Math.sqrt(output.size(1));
                    double jacobian = LengthMeter.rms(ratios);
                    return new Movement(jacobian, scale == 0 ? 0 : jacobian * norm / scale);
                })
                .toList();
    }

    /** A row for each example, in double. */
    private static INDArray rows(INDArray values) {
        return values.castTo(DataType.DOUBLE).dup('c').reshape('c', values.size(0), -1);
    }

    /**
     * How large some numbers are.
     *
     * @param rms the root of the mean square
     * @param largest without its sign
     */
    private record Size(double rms, double largest) {}

    private static Map<Integer, Size> sizes(Map<Integer, List<INDArray>> arrays) {
        Map<Integer, Size> sizes = new LinkedHashMap<>();
        arrays.forEach((index, parts) -> {
            double squares = 0;
            double largest = 0;
            long count = 0;
            for (INDArray part : parts) {
                for (INDArray block : blocks(part)) {
                    // The squares of small gradients vanish in float.
                    INDArray exact = block.castTo(DataType.DOUBLE);
                    double norm = exact.norm2Number().doubleValue();
                    squares += norm * norm;
                    largest = Math.max(largest, exact.amaxNumber().doubleValue());
                    count += exact.length();
                    if (exact != block) {
                        exact.close();
                    }
                }
            }
            sizes.put(index, new Size(Math.sqrt(squares / count), largest));
        });
        return sizes;
    }

    /** Parts of an array that may be too large to have twice. */
    private static List<INDArray> blocks(INDArray array) {
        if (array.length() <= BLOCK) {
            return List.of(array);
        }
        int longest = IntStream.range(0, array.rank())
                .boxed()
                .max(Comparator.comparingLong(array::size))
                .orElseThrow();
        int[] others =
                IntStream.range(0, array.rank()).filter(axis -> axis != longest).toArray();
        return LongStream.range(0, array.size(longest))
                .mapToObj(k -> array.tensorAlongDimension(k, others))
                .toList();
    }

    /** Of the means over the images. */
    private Map<Integer, Size> gradients() {
        Gradient gradient = copy.gradient();
        double images = copy.conf().isMiniBatch() ? features.size(0) : 1;
        Map<Integer, Size> sums =
                sizes(parts((index, key) -> Optional.ofNullable(gradient.getGradientFor(index + "_" + key))));
        sums.replaceAll((index, sum) -> new Size(sum.rms() / images, sum.largest() / images));
        return sums;
    }

    private Map<Integer, List<INDArray>> weights() {
        return parts((index, key) -> Optional.ofNullable(copy.getLayer(index).getParam(key)));
    }

    private interface Parameters {
        Optional<INDArray> of(int index, String key);
    }

    /** The weights of every layer that has some, or what is of their shape. */
    private Map<Integer, List<INDArray>> parts(Parameters parameters) {
        Map<Integer, List<INDArray>> all = new LinkedHashMap<>();
        for (Layer layer : copy.getLayers()) {
            int index = layer.getIndex();
            org.deeplearning4j.nn.conf.layers.Layer configuration = layer.conf().getLayer();
            List<INDArray> arrays = configuration.initializer().weightKeys(configuration).stream()
                    .flatMap(key -> parameters.of(index, key).stream())
                    .toList();
            if (!arrays.isEmpty()) {
                all.put(index, arrays);
            }
        }
        return all;
    }

    private static Map<Integer, List<INDArray>> copies(Map<Integer, List<INDArray>> arrays) {
        Map<Integer, List<INDArray>> copies = new LinkedHashMap<>();
        arrays.forEach((index, parts) ->
                copies.put(index, parts.stream().map(INDArray::dup).toList()));
        return copies;
    }

    /** How far every layer's weights have gone from where they were, by their size there. */
    private Map<Integer, Double> distances(Map<Integer, List<INDArray>> start) {
        Map<Integer, Size> sizes = sizes(start);
        Map<Integer, Double> distances = new HashMap<>();
        weights().forEach((index, now) -> {
            List<INDArray> moves = IntStream.range(0, now.size())
                    .mapToObj(k -> now.get(k).sub(start.get(index).get(k)))
                    .toList();
            double distance = sizes(Map.of(index, moves)).get(index).rms();
            // Weights that are all zero have no size to compare with.
            distances.put(index, distance == 0 ? 0 : distance / sizes.get(index).rms());
            moves.forEach(INDArray::close);
        });
        return distances;
    }

    private GradientFigures figures(Size gradient, double update, double moved) {
        return new GradientFigures(
                gradient.rms(),
                gradient.largest(),
                update,
                moved,
                Double.isFinite(gradient.rms()) && (trialSteps == 0 || !Double.isNaN(update)));
    }

    private List<TrialStep> trialSteps(MultiLayerNetwork trained, int first) {
        return IntStream.range(first, trialSteps)
                .mapToObj(step -> trialStep(trained, step))
                .toList();
    }

    private TrialStep trialStep(MultiLayerNetwork trained, int step) {
        stopIfInterrupted();
        DataSet batch = batches.get(step % batches.size());
        trained.fit(batch.getFeatures(), batch.getLabels());
        Map<String, LengthFigures> lengths = new LinkedHashMap<>();
        meters(trained.feedForward(features, false))
                .forEach((index, meter) -> lengths.put(outputs.get(index).name(), meter.figures()));
        return new TrialStep(trained.score(new DataSet(features, labels)), lengths);
    }

    /** Each part of an examination of a large network takes seconds. */
    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The examination of a network was interrupted");
        }
    }
}
