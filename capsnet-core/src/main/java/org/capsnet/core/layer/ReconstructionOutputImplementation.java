// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs a {@link ReconstructionOutput}. */
final class ReconstructionOutputImplementation extends BaseLayer<ReconstructionOutput> implements IOutputLayer {

    private static final IActivation IDENTITY = new ActivationIdentity();

    private final transient RecordedPass pass = RecordedPass.keepingOutput();
    private transient INDArray labels;
    /** Weighted squared errors of the last recorded pass, [B]; empty if there was no image. */
    private transient Optional<Tensor> errors = Optional.empty();
    /** The loss that the backward pass came by, for the score that Deeplearning4j asks for next. */
    private OptionalDouble lossOfBackward = OptionalDouble.empty();

    ReconstructionOutputImplementation(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    // ---------------------------------------------------------------------------------------------- forward

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        requireCapsules();
        return pass.forward(
                () -> input.castTo(dataType), false, workspaceMgr, (tape, capsules) -> activations(capsules));
    }

    /** Activations, and the errors of the images if the labels have some. */
    private INDArray run(boolean training, boolean record, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        requireLabels();
        applyDropOutIfNecessary(training, workspaceMgr);
        requireCapsules();
        // Before the pass, since weight noise borrows the same workspace.
        Map<String, INDArray> values = new HashMap<>();
        params.keySet().forEach(name -> values.put(name, getParamWithNoise(name, training, workspaceMgr)));
        return pass.forward(() -> input.castTo(dataType), record, workspaceMgr, (tape, capsules) -> {
            errors = wantedImages().map(wanted -> errors(tape, capsules, values, wanted));
            return activations(capsules);
        });
    }

    private Tensor errors(Tape tape, Tensor capsules, Map<String, INDArray> values, INDArray wanted) {
        Map<String, Tensor> parameters = new HashMap<>();
        values.forEach((name, value) -> parameters.put(name, tape.parameter(value, () -> gradientViews.get(name))));
        Tensor poses = capsules.slice(-1, 0, layerConf().dimensions());
        Tensor images = new Decoder(parameters).images(poses, tape.constant(classes()));
        Tensor squares = images.minus(tape.constant(wanted)).squared().sum(-1).dropAxis(-1); // [B]
        Tensor weighted = squares.times(layerConf().weight());
        return exampleMask().map(mask -> weighted.times(tape.constant(mask))).orElse(weighted);
    }

    private Tensor activations(Tensor capsules) {
        long dimension = layerConf().dimensions();
        return layerConf().inputActivations()
                ? capsules.slice(-1, dimension, dimension + 1).dropAxis(-1)
                : capsules.lengths();
    }

    // ---------------------------------------------------------------------------------------------- backward

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray activations = run(true, true, workspaceMgr);
        lossOfBackward = OptionalDouble.of(loss(activations));
        INDArray byActivations = layerConf().classLoss().computeGradient(classes(), activations, IDENTITY, maskArray);
        INDArray inputGradient =
                pass.backward(byActivations, errors.map(List::of).orElseGet(List::of), workspaceMgr);
        Gradient gradient = new DefaultGradient();
        for (String name : params.keySet()) {
            INDArray view = gradientViews.get(name);
            if (errors.isEmpty()) {
                view.assign(0);
            }
            gradient.setGradientFor(name, view);
        }
        errors = Optional.empty();
        weightNoiseParams.clear();
        return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
    }

    // ---------------------------------------------------------------------------------------------- score

    @Override
    public double computeScore(double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaceMgr) {
        double loss = training && lossOfBackward.isPresent()
                ? lossOfBackward.getAsDouble()
                : loss(run(training, false, workspaceMgr));
        forget();
        score = loss / input.size(0) + fullNetRegTerm;
        return score;
    }

    /** Summed over the examples. */
    private double loss(INDArray activations) {
        double ofClasses = layerConf().classLoss().computeScore(classes(), activations, IDENTITY, maskArray, false);
        return ofClasses
                + errors.map(each -> each.array().sumNumber().doubleValue()).orElse(0.0);
    }

    @Override
    public INDArray computeScoreForExamples(double fullNetRegTerm, LayerWorkspaceMgr workspaceMgr) {
        INDArray activations = run(false, false, workspaceMgr);
        INDArray scores = layerConf()
                .classLoss()
                .computeScoreArray(classes(), activations, IDENTITY, maskArray)
                .add(fullNetRegTerm);
        errors.ifPresent(each -> scores.addi(each.array().reshape(scores.shape())));
        forget();
        return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, scores);
    }

    @Override
    public void computeGradientAndScore(LayerWorkspaceMgr workspaceMgr) {
        gradient = backpropGradient(null, workspaceMgr).getFirst();
        computeScore(0, true, workspaceMgr);
    }

    @Override
    public Pair<Gradient, Double> gradientAndScore() {
        return new Pair<>(gradient(), score());
    }

    // ---------------------------------------------------------------------------------------------- labels

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray newLabels) {
        labels = newLabels;
        forget();
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    @Override
    public int numLabels() {
        return (int) layerConf().capsules();
    }

    private INDArray classes() {
        return labels.get(
                        NDArrayIndex.all(), NDArrayIndex.interval(0, layerConf().capsules()))
                .castTo(dataType);
    }

    private Optional<INDArray> wantedImages() {
        long capsules = layerConf().capsules();
        return labels.size(1) == capsules
                ? Optional.empty()
                : Optional.of(labels.get(NDArrayIndex.all(), NDArrayIndex.interval(capsules, labels.size(1)))
                        .castTo(dataType));
    }

    /** Of whole examples, [B]; a mask of single classes has nothing to say of images. */
    private Optional<INDArray> exampleMask() {
        return Optional.ofNullable(maskArray)
                .filter(INDArray::isColumnVectorOrScalar)
                .map(mask -> mask.castTo(dataType).reshape(mask.length()));
    }

    @Override
    public void setInput(INDArray newInput, LayerWorkspaceMgr workspaceMgr) {
        super.setInput(newInput, workspaceMgr);
        forget();
    }

    private void forget() {
        lossOfBackward = OptionalDouble.empty();
        errors = Optional.empty();
    }

    @Override
    public void clear() {
        super.clear();
        pass.clear();
        labels = null;
        forget();
    }

    private void requireLabels() {
        if (labels == null) {
            throw new IllegalStateException(
                    LayerText.of(layerConf(), index) + " has no labels to calculate a loss with");
        }
        long capsules = layerConf().capsules();
        long whole = capsules + layerConf().pixels();
        if (labels.rank() != 2
                || labels.size(0) != input.size(0)
                || (labels.size(1) != capsules && labels.size(1) != whole)) {
            throw new DL4JInvalidInputException(LayerText.of(layerConf(), index) + " needs labels [" + input.size(0)
                    + ", " + capsules + "], the classes, or [" + input.size(0) + ", " + whole
                    + "], the classes and the images as ImageLabels makes them, but gets "
                    + Arrays.toString(labels.shape()));
        }
    }

    private void requireCapsules() {
        ReconstructionOutput conf = layerConf();
        long components = conf.dimensions() + (conf.inputActivations() ? 1 : 0);
        if (input.rank() != 3 || input.size(1) != conf.capsules() || input.size(2) != components) {
            throw new DL4JInvalidInputException(LayerText.of(conf, index) + " was built for " + conf.capsules()
                    + " capsules of dimension " + conf.dimensions()
                    + (conf.inputActivations() ? " with activations" : "") + " but gets an array of shape "
                    + Arrays.toString(input.shape()));
        }
    }

    // ---------------------------------------------------------------------------------------------- a classifier

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public double f1Score(DataSet data) {
        return f1Score(data.getFeatures(), data.getLabels());
    }

    @Override
    public double f1Score(INDArray examples, INDArray wanted) {
        Evaluation evaluation = new Evaluation();
        evaluation.eval(wanted, activate(examples, false, LayerWorkspaceMgr.noWorkspacesImmutable()));
        return evaluation.f1();
    }

    @Override
    public int[] predict(INDArray examples) {
        return activate(examples, false, LayerWorkspaceMgr.noWorkspacesImmutable())
                .argMax(1)
                .toIntVector();
    }

    @Override
    public List<String> predict(DataSet data) {
        return Arrays.stream(predict(data.getFeatures()))
                .mapToObj(data::getLabelName)
                .toList();
    }

    @Override
    public void fit(DataSetIterator images) {
        throw alone();
    }

    @Override
    public void fit(INDArray examples, INDArray wanted) {
        throw alone();
    }

    @Override
    public void fit(DataSet data) {
        throw alone();
    }

    @Override
    public void fit(INDArray examples, int[] wanted) {
        throw alone();
    }

    private UnsupportedOperationException alone() {
        return new UnsupportedOperationException(
                LayerText.of(layerConf(), index) + " can't be trained by itself; fit the network");
    }
}
