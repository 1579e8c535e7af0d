// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.CapsuleNorm;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * From figures to findings. Each limit lies between what networks that train and networks that don't were seen to have:
 * docs/decisions/0012-doctor.md.
 */
final class Rules {

    /** The gain of a layer whose initialization is calibrated. */
    private static final double GOOD_GAIN = 2.5;

    /** Below it no length is a fixed point of squash. */
    private static final double LEAST_GAIN = 2;

    /** Larger ones than this lengthen whatever comes; the remedy for short capsules stops here. */
    private static final double MOST_GAIN = 10;

    /** A layer with more dead, or more saturated, capsules than this passes too little on. */
    private static final double MOST = 0.9;

    /** In training a layer has collapsed only if all of it has. */
    private static final double ALL = 0.999;

    /** Images make a difference to the capsules if it is more than this of their length. */
    private static final double LEAST_VARIATION = 1e-4;

    /** The same in training, where all that is left may be rounding. */
    private static final double NO_VARIATION = 1e-5;

    private static final double SUM_ERROR = 0.01;
    private static final double LEAST_ENTROPY = 0.4;
    private static final double MOST_SENSITIVITY = 2;

    /** A hundredth of what Adam adds to the root of the mean square: its steps are then that much shorter. */
    private static final double LEAST_GRADIENT = 1e-10;

    /** With any updater: a step by less than this part of the weights won't lead far in any training. */
    private static final double LEAST_UPDATE = 1e-9;

    private static final double NOTABLE = 1.2;
    private static final int WARM_UP_STEPS = 200;

    private final MultiLayerNetwork network;
    private final List<LayerExamination> layers;
    private final List<TrialStep> trial;

    Rules(MultiLayerNetwork network, List<LayerExamination> layers, List<TrialStep> trial) {
        this.network = network;
        this.layers = layers;
        this.trial = trial;
    }

    /** What has become of a layer in training. */
    static Optional<Collapse.Kind> collapse(LengthFigures figures, long images, Activation activation) {
        if (!figures.finite()) {
            return Optional.of(Collapse.Kind.NOT_FINITE);
        }
        boolean ofOneSum = activation == Activation.DISTRIBUTION;
        if (!ofOneSum && figures.dead() > ALL) {
            return Optional.of(Collapse.Kind.DEAD);
        }
        if (!ofOneSum && figures.saturated() > ALL) {
            return Optional.of(Collapse.Kind.SATURATED);
        }
        return images > 1 && figures.variation() < NO_VARIATION
                ? Optional.of(Collapse.Kind.SAME_FOR_ALL)
                : Optional.empty();
    }

    /** The layer that dies or saturates in the trial although it was well before, and the step. */
    record TrialCollapse(String layer, int step, LengthFigures lengths) {}

    /** The first of the trial. */
    Optional<TrialCollapse> trialCollapse() {
        for (int step = 1; step <= trial.size(); step++) {
            for (LayerExamination layer : layers) {
                Optional<LengthFigures> after =
                        Optional.ofNullable(trial.get(step - 1).lengths().get(layer.name()));
                if (isWell(layer, layer.lengths()) && !isWell(layer, after)) {
                    return Optional.of(new TrialCollapse(layer.name(), step, after.orElseThrow()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isWell(LayerExamination layer, Optional<LengthFigures> lengths) {
        return lengths.filter(figures -> !figures.finite()
                        || countsLengths(layer) && (figures.dead() > MOST || figures.saturated() > MOST))
                .isEmpty();
    }

    /** Activations that sum to 1 are small where there are many; lengths that were scaled tell of the layer below. */
    private boolean countsLengths(LayerExamination layer) {
        Layer configuration = configuration(layer);
        return !(configuration instanceof CapsuleNorm)
                && !(configuration instanceof CapsuleLayer capsules
                        && capsules.routing().traits().activation() == Activation.DISTRIBUTION);
    }

    /**
     * All findings, the most basic first. What follows from another isn't one of its own.
     *
     * @param lower a learning rate that lets the trial end well, if it was looked for and found
     */
    List<Finding> findings(Optional<LowerRate> lower) {
        List<Finding> findings = new ArrayList<>();
        pixels().ifPresent(findings::add);
        layers.forEach(layer -> overInputs(layer).ifPresent(findings::add));
        Optional<Finding> first = notFinite().or(this::lengths).or(() -> first(this::ignoresInput));
        first.ifPresent(findings::add);
        if (first.isEmpty()) {
            first(this::saturatedCouplings).ifPresent(findings::add);
            first(this::explodes).ifPresent(findings::add);
            first(this::noGradient).ifPresent(findings::add);
            trialCollapse()
                    .map(collapse -> isOfDepth(collapse) ? dyingStack(collapse) : tooFast(collapse, lower))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private interface Rule {
        Optional<Finding> of(LayerExamination layer);
    }

    /** What is wrong with the lowest layer of which it is; those above have it from there. */
    private Optional<Finding> first(Rule rule) {
        return layers.stream().flatMap(layer -> rule.of(layer).stream()).findFirst();
    }

    private Optional<Finding> pixels() {
        return layers.stream()
                .filter(layer -> configuration(layer) instanceof org.deeplearning4j.nn.conf.layers.PrimaryCapsules)
                .findFirst()
                .map(layer -> new Finding(
                        Diagnosis.PIXELS_AS_CAPSULES,
                        layer.name(),
                        "a capsule is " + layer.dimensions() + " neighbouring pixels of one feature map",
                        "the layer reshapes its maps [batch, channels, height, width] without a permutation; a capsule"
                                + " should be " + layer.dimensions() + " maps at one place",
                        List.of(Remedy.of(Remedy.Kind.PRIMARY_CAPSULES))));
    }

    private Optional<Finding> overInputs(LayerExamination layer) {
        return layer.couplings()
                .filter(couplings -> couplings.outputsError() > SUM_ERROR && couplings.inputsError() < SUM_ERROR)
                .map(couplings -> new Finding(
                        Diagnosis.COUPLINGS_OVER_INPUTS,
                        layer.name(),
                        "couplings sum to 1 over the inputs, and over the outputs to "
                                + number(couplings.sumOverOutputs()),
                        "an input capsule doesn't choose between the outputs, each output chooses between the inputs",
                        List.of(Remedy.of(Remedy.Kind.SOFTMAX_AXIS))));
    }

    private Optional<Finding> notFinite() {
        Optional<LayerExamination> lowest = layers.stream()
                .filter(layer ->
                        layer.lengths().filter(lengths -> !lengths.finite()).isPresent())
                .findFirst();
        // A gradient goes down: the highest of those that aren't finite is the first.
        Optional<LayerExamination> highest = layers.stream()
                .filter(layer ->
                        layer.gradient().filter(gradient -> !gradient.finite()).isPresent())
                .reduce((below, above) -> above);
        return lowest.or(() -> highest)
                .map(LayerExamination::name)
                .map(name -> new Finding(
                        Diagnosis.NOT_FINITE,
                        name,
                        "NaN or infinite numbers before the first step",
                        "a division by 0, the root of 0 or numbers beyond the range of the data type",
                        List.of(Remedy.of(Remedy.Kind.ROUTING), new Remedy(Remedy.Kind.CALIBRATE, GOOD_GAIN))));
    }

    private Optional<Finding> lengths() {
        return first(layer -> {
            if (layer.lengths().isEmpty() || !countsLengths(layer)) {
                return Optional.empty();
            }
            LengthFigures lengths = layer.lengths().get();
            if (lengths.dead() > MOST && isStuck(layer)) {
                return Optional.of(vanishing(layer, lengths));
            }
            return lengths.saturated() > MOST && afterTrial(layer).saturated() > MOST
                    ? Optional.of(saturated(layer, lengths))
                    : Optional.empty();
        });
    }

    private LengthFigures afterTrial(LayerExamination layer) {
        return trial.get(trial.size() - 1).lengths().get(layer.name());
    }

    /**
     * Dead capsules come to life where a gradient comes through them, since all of Adam's steps are about equally long: then
     * their own weights move, or those below, which make what they get longer.
     */
    private boolean isStuck(LayerExamination layer) {
        return gradientsUpTo(layer)
                .allMatch(gradient -> gradient.largest() < LEAST_GRADIENT || gradient.update() < LEAST_UPDATE);
    }

    private Stream<GradientFigures> gradientsUpTo(LayerExamination layer) {
        return layers.stream()
                .filter(other -> other.index() <= layer.index())
                .flatMap(other -> other.gradient().stream());
    }

    private Finding vanishing(LayerExamination dead, LengthFigures lengths) {
        // Lengths vanish little by little: the first layer that shortens them is the one to put right.
        LayerExamination layer = layers.stream()
                .filter(other -> other.index() <= dead.index())
                .filter(other -> other.gain().isPresent() && other.gain().getAsDouble() < LEAST_GAIN)
                .findFirst()
                .orElse(dead);
        String figures = "lengths vanish (mean " + number(lengths.mean()) + ", " + percent(lengths.dead()) + " dead"
                + (layer == dead ? "" : " in " + dead.name()) + ")";
        if (layer.gain().isEmpty() || !(configuration(layer) instanceof CapsuleLayer capsules)) {
            return new Finding(
                    Diagnosis.VANISHING_LENGTHS,
                    layer.name(),
                    figures,
                    "the weights that make these capsules are too small",
                    otherWeights(layer));
        }
        double gain = layer.gain().getAsDouble();
        double below = below(layer);
        double lastingGain = Math.max(GOOD_GAIN, gainThatKeeps(below));
        return new Finding(
                Diagnosis.VANISHING_LENGTHS,
                layer.name(),
                figures,
                gain < LEAST_GAIN
                        ? "gain " + number(gain) + " < 2, below which lengths shrink from layer to layer"
                                + sigma(capsules, lastingGain)
                        : "gain " + number(gain) + " is too small for capsules below of the mean length "
                                + number(below) + "; " + number(lastingGain) + " keeps it",
                capsules.routing().gain(capsules.shape()) < 1
                        ? List.of(new Remedy(Remedy.Kind.CALIBRATE, lastingGain), Remedy.of(Remedy.Kind.ROUTING))
                        : List.of(new Remedy(Remedy.Kind.CALIBRATE, lastingGain)));
    }

    /** The gain for which a length r is a fixed point of squash: n² / (1 + n²) = r with n = g r; the most for r from 1 on. */
    private static double gainThatKeeps(double length) {
        double gain = 1 / Math.sqrt(Math.max(0, length * (1 - length)));
        return Math.min(MOST_GAIN, Math.ceil(2 * gain) / 2);
    }

    private Finding saturated(LayerExamination layer, LengthFigures lengths) {
        String figures = "lengths saturate (mean " + number(lengths.mean()) + ", " + percent(lengths.saturated())
                + " above 0.99)";
        if (layer.gain().isEmpty() || !(configuration(layer) instanceof CapsuleLayer capsules)) {
            return new Finding(
                    Diagnosis.SATURATED_LENGTHS,
                    layer.name(),
                    figures,
                    "the weights that make these capsules are too large",
                    otherWeights(layer));
        }
        boolean weights = weightsBy(capsules) > 2;
        return new Finding(
                Diagnosis.SATURATED_LENGTHS,
                layer.name(),
                figures,
                "gain " + number(layer.gain().getAsDouble())
                        + (weights
                                ? sigma(capsules, GOOD_GAIN)
                                : ", more than the routing says of itself: it lengthens its outputs whatever the weights"),
                List.of(weights ? new Remedy(Remedy.Kind.CALIBRATE, GOOD_GAIN) : Remedy.of(Remedy.Kind.ROUTING)));
    }

    /** For a layer whose gain isn't known. */
    private List<Remedy> otherWeights(LayerExamination layer) {
        return configuration(layer) instanceof CapsuleLayer
                ? List.of(new Remedy(Remedy.Kind.CALIBRATE, GOOD_GAIN), Remedy.of(Remedy.Kind.ROUTING))
                : List.of(Remedy.of(Remedy.Kind.CONVOLUTION_WEIGHTS));
    }

    /** How much larger weights start than calibrated ones. */
    private static double weightsBy(CapsuleLayer layer) {
        return layer.initialization().deviation(layer.shape(), layer.routing())
                / layer.routing().deviation(layer.shape(), GOOD_GAIN);
    }

    /** For what is too much: smaller weights if they are larger than calibrated ones, and the routing in any case. */
    private List<Remedy> less(LayerExamination layer) {
        return configuration(layer) instanceof CapsuleLayer capsules && weightsBy(capsules) > NOTABLE
                ? List.of(new Remedy(Remedy.Kind.CALIBRATE, GOOD_GAIN), Remedy.of(Remedy.Kind.ROUTING))
                : List.of(Remedy.of(Remedy.Kind.ROUTING));
    }

    private static String sigma(CapsuleLayer layer, double gain) {
        return "; sigma is " + number(layer.initialization().deviation(layer.shape(), layer.routing())) + ", and "
                + number(layer.routing().deviation(layer.shape(), gain)) + " gives the gain " + number(gain);
    }

    private Optional<Finding> saturatedCouplings(LayerExamination layer) {
        return layer.couplings()
                .filter(couplings -> couplings.entropy() < LEAST_ENTROPY)
                .map(couplings -> new Finding(
                        Diagnosis.SATURATED_COUPLINGS,
                        layer.name(),
                        "couplings are all or nothing (largest " + number(couplings.largest()) + ", entropy "
                                + number(couplings.entropy()) + " of that of equal ones)",
                        "votes are so long that agreement decides before anything is learnt, and the couplings have no"
                                + " gradient",
                        less(layer)));
    }

    private Optional<Finding> ignoresInput(LayerExamination layer) {
        return layer.lengths()
                .filter(lengths -> lengths.variation() < LEAST_VARIATION)
                .map(lengths -> new Finding(
                        Diagnosis.IGNORES_INPUT,
                        layer.name(),
                        "the images make no difference (" + number(lengths.variation()) + " of the lengths)",
                        "what the layer gives comes from a bias, not from the capsules below"
                                + (configuration(layer) instanceof CapsuleLayer capsules
                                        ? sigma(capsules, GOOD_GAIN)
                                        : ""),
                        List.of(new Remedy(Remedy.Kind.CALIBRATE, GOOD_GAIN))));
    }

    private Optional<Finding> explodes(LayerExamination layer) {
        return layer.lengths()
                .filter(lengths -> layer.sensitivity() > MOST_SENSITIVITY)
                .map(lengths -> new Finding(
                        Diagnosis.EXPLODING_GRADIENT,
                        layer.name(),
                        "1 % of change in the images changes the capsules by " + number(layer.sensitivity()) + " %",
                        "what a change does grows from layer to layer, and the gradient with it on its way back",
                        less(layer)));
    }

    private Optional<Finding> noGradient(LayerExamination layer) {
        return layer.gradient()
                .filter(gradient -> gradientsUpTo(layer).allMatch(other -> other.moved() < LEAST_UPDATE))
                .map(gradient -> new Finding(
                        Diagnosis.VANISHING_GRADIENT,
                        layer.name(),
                        "the largest gradient is " + number(gradient.largest()) + ", " + trial.size()
                                + " steps move the weights by " + number(gradient.moved()) + " of what they are",
                        "nothing of what the loss says comes down to this layer",
                        List.of(Remedy.of(Remedy.Kind.ROUTING))));
    }

    /** Whether capsules died since each layer shortened them a little, as a norm below each would have mended. */
    boolean isOfDepth(TrialCollapse collapse) {
        return collapse.lengths().dead() > MOST
                && isDeep(network)
                && layers.stream().noneMatch(layer -> configuration(layer) instanceof CapsuleNorm);
    }

    static boolean isDeep(MultiLayerNetwork network) {
        return capsuleLayers(network) >= NetworkExamination.DEEP;
    }

    static long capsuleLayers(MultiLayerNetwork network) {
        return IntStream.range(0, network.getnLayers())
                .filter(index -> CapsuleOutput.configuration(network, index) instanceof CapsuleLayer)
                .count();
    }

    private Finding dyingStack(TrialCollapse collapse) {
        return new Finding(
                Diagnosis.DYING_STACK,
                collapse.layer(),
                percent(collapse.lengths().dead()) + " of the capsules dead after " + steps(collapse),
                "the loss first asks for shorter capsules, all of " + capsuleLayers(network)
                        + " layers give way a little, and the gain falls below 2, where lengths vanish from layer to layer",
                List.of(Remedy.of(Remedy.Kind.LAYER_NORM), Remedy.of(Remedy.Kind.SKIP)));
    }

    private static String steps(TrialCollapse collapse) {
        return collapse.step() + (collapse.step() == 1 ? " step" : " steps");
    }

    private Finding tooFast(TrialCollapse collapse, Optional<LowerRate> lower) {
        LengthFigures lengths = collapse.lengths();
        String what = !lengths.finite()
                ? "numbers that aren't finite"
                : lengths.dead() > MOST
                        ? percent(lengths.dead()) + " of the capsules dead"
                        : percent(lengths.saturated()) + " of the capsules saturated";
        List<Remedy> remedies = new ArrayList<>();
        if (lower.filter(LowerRate::isNear).isPresent() && !warmsUp()) {
            remedies.add(new Remedy(Remedy.Kind.WARM_UP, WARM_UP_STEPS));
        }
        remedies.add(lower.map(rate -> new Remedy(Remedy.Kind.LEARNING_RATE, rate.divisor()))
                .orElse(Remedy.of(Remedy.Kind.ROUTING)));
        return new Finding(
                Diagnosis.LEARNING_RATE_TOO_HIGH,
                collapse.layer(),
                what + " after " + steps(collapse),
                "the first steps are too long; the layer was well before them",
                remedies);
    }

    /** Whether the learning rate is going to rise. */
    private boolean warmsUp() {
        int epoch = network.getEpochCount();
        int step = network.getIterationCount();
        return updaters(network)
                .filter(IUpdater::hasLearningRate)
                .anyMatch(updater -> updater.getLearningRate(step + WARM_UP_STEPS / 2, epoch)
                        > updater.getLearningRate(step, epoch));
    }

    /** Of all parameters. */
    static Stream<IUpdater> updaters(MultiLayerNetwork network) {
        return Stream.of(network.getLayers())
                .flatMap(layer -> layer.paramTable().keySet().stream()
                        .map(CapsuleOutput.configuration(network, layer.getIndex())::getUpdaterByParam))
                .filter(Objects::nonNull);
    }

    private double below(LayerExamination layer) {
        return layers.stream()
                .filter(other -> other.index() == layer.index() - 1)
                .flatMap(other -> other.lengths().stream())
                .mapToDouble(LengthFigures::mean)
                .findFirst()
                .orElse(0);
    }

    private Layer configuration(LayerExamination layer) {
        return CapsuleOutput.configuration(network, layer.index());
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : "infinity";
        }
        return value != 0 && Math.abs(value) < 1e-4 ? String.format(Locale.ROOT, "%.0e", value) : plain(value);
    }

    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
