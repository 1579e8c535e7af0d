// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capsnet.core.loss.MarginLoss;
import org.capsnet.core.routing.AgreementRouting;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.RoutingTraits.Activation;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.testing.Golden;
import org.capsnet.core.testing.SumRouting;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** What a routing declares, a capsule layer provides: activations, matrices, places, parameters, state, losses, probes. */
class RoutingContractTests {

    @AfterEach
    void restoreDefaultType() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    /** Votes weighted by the input's activations; its own activation is a function of a parameter. */
    record ActivatedRouting() implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Activation.PROBABILITY).with(Couplings.FREE);
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.weight("head", Initial.normal(0.5), shape.outputDimension()));
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor c = input.activations()
                    .insertAxis(2)
                    .times(input.votes().zeroLogits().plus(1));
            input.observe("couplings", c);
            Tensor poses = input.votes().weightedSum(c);
            Tensor activations =
                    poses.times(input.parameter("head")).sum(-1).dropAxis(-1).sigmoid();
            return Capsules.of(poses, activations);
        }
    }

    @Test
    void activationsTravelFromLayerToLayerAndToTheLossWithTheRightGradient() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        MultiLayerNetwork network =
                network(DataType.DOUBLE, new NoOp(), new ActivatedRouting(), new ActivatedRouting());
        DataSet images = Networks.images(DataType.DOUBLE, 3, 1);
        List<INDArray> activations = network.feedForward(images.getFeatures(), false);
        assertThat(activations.get(3).shape())
                .isEqualTo(new long[] {3, 5, 7}); // 5 capsules of dimension 6 and activation
        assertThat(activations.get(5))
                .isEqualTo(activations
                        .get(4)
                        .get(
                                org.nd4j.linalg.indexing.NDArrayIndex.all(),
                                org.nd4j.linalg.indexing.NDArrayIndex.all(),
                                org.nd4j.linalg.indexing.NDArrayIndex.point(8)));
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .input(images.getFeatures())
                        .labels(images.getLabels())
                        .maxRelError(1e-5)
                        .minAbsoluteError(1e-9)
                        .subset(true)
                        .maxPerParam(40)))
                .isTrue();
        assertThat(MultiLayerConfiguration.fromJson(
                        network.getLayerWiseConfigurations().toJson()))
                .isEqualTo(network.getLayerWiseConfigurations());
    }

    /** Sums 2x2 pose matrices. */
    record MatrixRouting() implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Transformation.matrices(2)).with(Couplings.NONE);
        }

        @Override
        public double deviation(CapsuleShape shape, double g) {
            return 0.05;
        }

        @Override
        public Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash());
        }
    }

    @Test
    void poseMatricesHaveSquareTransformationsThatStartNearTheIdentity() {
        MultiLayerNetwork network =
                network(DataType.FLOAT, new Sgd(0.1), 4, 4, new MatrixRouting(), new MatrixRouting());
        INDArray w = network.getParam("2_W");
        assertThat(w.shape()).isEqualTo(new long[] {32, 2, 2, 5});
        assertThat(w.get(
                                org.nd4j.linalg.indexing.NDArrayIndex.all(),
                                org.nd4j.linalg.indexing.NDArrayIndex.point(0),
                                org.nd4j.linalg.indexing.NDArrayIndex.point(0),
                                org.nd4j.linalg.indexing.NDArrayIndex.all())
                        .meanNumber()
                        .doubleValue())
                .isCloseTo(1, within(0.02));
        assertThatThrownBy(() -> network(DataType.FLOAT, new Sgd(0.1), 6, 4, new MatrixRouting(), new MatrixRouting()))
                .hasMessageContaining("2x2 pose matrices, which needs capsules of dimension 4");
    }

    /** Works on the poses alone, with transformations of its own. */
    record OwnTransformation() implements Routing {

        @Override
        public RoutingTraits traits() {
            return RoutingTraits.standard().with(Transformation.none()).with(Couplings.NONE);
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.weight(
                    "projection", Initial.normal(0.3), shape.outputs(), shape.outputDimension()));
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor mean = input.poses().mean(1).mean(2); // [B, 1, 1]
            return Capsules.of(mean.times(input.parameter("projection")).squash());
        }
    }

    @Test
    void aRoutingWithoutTransformationGetsNoWeights() {
        MultiLayerNetwork network =
                network(DataType.FLOAT, new Sgd(0.1), new OwnTransformation(), new OwnTransformation());
        assertThat(network.getLayer(2).paramTable().keySet()).containsExactly("projection");
        INDArray before = network.getParam("2_projection").dup();
        network.fit(Networks.images(DataType.FLOAT, 6, 1));
        assertThat(network.getParam("2_projection").ravel().toFloatVector())
                .isNotEqualTo(before.ravel().toFloatVector());
    }

    @Test
    void aRoutingThatAsksForVotesItDeclaredNotToNeedIsTold() {
        RoutingInput input = RoutingInput.of(
                        Tape.inference().constant(Nd4j.rand(DataType.DOUBLE, 2, 5, 3)), new CapsuleShape(5, 3, 2, 4))
                .build();
        assertThatThrownBy(input::votes).hasMessageContaining("declares Transformation.none()");
        assertThatThrownBy(() -> input.parameter("bias")).hasMessageContaining("asks for parameter \"bias\"");
    }

    /** Keeps a running mean of its output's length, and wants outputs to be short. */
    record StatefulRouting() implements Routing {

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(RoutingParameter.state("meanLength", Initial.constant(0.25), shape.outputs()));
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            Tensor now = v.lengths().mean(0).dropAxis(0); // [J]
            Tensor next =
                    input.parameter("meanLength").times(0.9).plus(now.detached().times(0.1));
            Tensor loss = v.squared().sum(-1).sum(1).dropAxis(-1).dropAxis(-1); // [B]
            return Capsules.of(v).withState("meanLength", next).withLoss(loss);
        }
    }

    @Test
    void stateTakesTheValueThatTheRoutingGivesOnceATrainingStep() {
        // A batch of 6 and a learning rate of 0.5 would show if the new value were divided or scaled.
        MultiLayerNetwork network = network(DataType.DOUBLE, new Sgd(0.5), new SumRouting(1), new StatefulRouting());
        DataSet images = Networks.images(DataType.DOUBLE, 6, 1);
        network.output(images.getFeatures());
        assertThat(network.getParam("3_meanLength"))
                .isEqualTo(Nd4j.valueArrayOf(new long[] {3}, 0.25, DataType.DOUBLE));
        INDArray lengths =
                network.feedForward(images.getFeatures(), false).get(4).norm2(2).mean(0);
        network.fit(images);
        Golden.assertClose(
                "state", network.getParam("3_meanLength"), lengths.mul(0.1).add(0.25 * 0.9), 1e-12);
    }

    @Test
    void aLossOfTheRoutingCountsInScoreAndGradient() {
        DataSet images = Networks.images(DataType.DOUBLE, 6, 1);
        MultiLayerNetwork plain = network(DataType.DOUBLE, new Sgd(1), new SumRouting(1), new SumRouting(1));
        MultiLayerNetwork withLoss = network(DataType.DOUBLE, new Sgd(1), new SumRouting(1), new StatefulRouting());
        for (String name : plain.paramTable().keySet()) {
            withLoss.setParam(name, plain.getParam(name).dup());
        }
        INDArray v = plain.feedForward(images.getFeatures(), false).get(4);
        double expected = v.mul(v).sum(1, 2).meanNumber().doubleValue();
        score(plain, images);
        score(withLoss, images);
        assertThat(withLoss.score() - plain.score()).isCloseTo(expected, within(1e-12));

        INDArray w = withLoss.getParam("3_W");
        double h = 1e-6;
        double gradient = withLoss.gradient().getGradientFor("3_W").getDouble(0, 0, 0, 0) / 6;
        w.putScalar(new long[] {0, 0, 0, 0}, w.getDouble(0, 0, 0, 0) + h);
        score(withLoss, images);
        double above = withLoss.score();
        w.putScalar(new long[] {0, 0, 0, 0}, w.getDouble(0, 0, 0, 0) - 2 * h);
        score(withLoss, images);
        assertThat(gradient).isCloseTo((above - withLoss.score()) / (2 * h), within(1e-7));
    }

    private static void score(MultiLayerNetwork network, DataSet images) {
        network.setInput(images.getFeatures());
        network.setLabels(images.getLabels());
        network.computeGradientAndScore();
    }

    @Test
    void aProbeSeesInnerValuesOfOneLayerUntilItIsTakenAway() {
        MultiLayerNetwork network =
                network(DataType.FLOAT, new Sgd(0.1), new ActivatedRouting(), new ActivatedRouting());
        INDArray images = Networks.images(DataType.FLOAT, 2, 1).getFeatures();
        List<String> seen = new ArrayList<>();
        CapsuleProbes.attach(
                network.getLayer(3), (name, value) -> seen.add(name + java.util.Arrays.toString(value.shape())));
        network.output(images);
        assertThat(seen).containsExactly("couplings[2, 5, 3]");
        CapsuleProbes.attach(network.getLayer(3), (name, value) -> {});
        network.output(images);
        assertThat(seen).hasSize(1);
        assertThatThrownBy(() -> CapsuleProbes.attach(network.getLayer(0), (name, value) -> {}))
                .hasMessageContaining("Only a CapsuleLayer");
    }

    @Test
    void aProbeSeesTheOutputOfTheRouting() {
        MultiLayerNetwork network =
                network(DataType.FLOAT, new Sgd(0.1), new ActivatedRouting(), new ActivatedRouting());
        List<long[]> seen = new ArrayList<>();
        CapsuleProbes.attach(network.getLayer(3), new RoutingProbe() {
            @Override
            public void observe(String name, Tensor value) {}

            @Override
            public void observeOutput(Capsules capsules) {
                seen.add(capsules.poses().shape());
                seen.add(capsules.activations().orElseThrow().shape());
            }
        });
        network.output(Networks.images(DataType.FLOAT, 2, 1).getFeatures());
        assertThat(seen).containsExactly(new long[] {2, 3, 8}, new long[] {2, 3});
    }

    /** Tells where its input capsules stand. */
    record PlacedRouting() implements Routing {

        @Override
        public Capsules route(RoutingInput input) {
            input.observe(
                    input.grid().map(Grid::toString).orElse("no places") + (input.training() ? ", training" : ""),
                    input.poses());
            return Capsules.of(input.votes().sum().squash());
        }
    }

    @Test
    void placesAreKnownAbovePrimaryCapsulesOnly() {
        MultiLayerNetwork network = network(DataType.FLOAT, new Sgd(0.1), new PlacedRouting(), new PlacedRouting());
        List<String> seen = new ArrayList<>();
        CapsuleProbes.attach(network.getLayer(2), (name, value) -> seen.add(name));
        CapsuleProbes.attach(network.getLayer(3), (name, value) -> seen.add(name));
        network.output(Networks.images(DataType.FLOAT, 2, 1).getFeatures());
        network.fit(Networks.images(DataType.FLOAT, 2, 1));
        assertThat(seen)
                .containsExactly(
                        "Grid[types=2, height=4, width=4]",
                        "no places",
                        "Grid[types=2, height=4, width=4], training",
                        "no places, training");
        Grid grid = new Grid(2, 4, 5);
        assertThat(List.of(grid.type(27), grid.row(27), grid.column(27))).containsExactly(1, 1, 2);
    }

    /** Dynamic routing in its shortest form. */
    record Agreement(int iterations, boolean stopGradient) implements AgreementRouting {

        @Override
        public Tensor output(Tensor s, RoutingInput input) {
            return s.squash();
        }
    }

    @Test
    void iterationsFromOutsideAreThoseOfTheLoop() {
        Nd4j.getRandom().setSeed(4);
        Tape tape = Tape.inference();
        RoutingInput input = RoutingInput.of(
                        tape.constant(Nd4j.randn(DataType.DOUBLE, 2, 5, 3)), new CapsuleShape(5, 3, 4, 6))
                .weights(tape.constant(Nd4j.randn(DataType.DOUBLE, 5, 3, 6, 4)), Transformation.linear())
                .build();
        Agreement routing = new Agreement(3, false);
        AgreementRouting.Iteration iteration = routing.start(input);
        iteration = routing.step(input, iteration);
        iteration = routing.step(input, iteration);
        assertThat(iteration.output().array())
                .isEqualTo(routing.route(input).poses().array());
    }

    /** Gives the sums of votes as they are. */
    record Plain(int couplingAxis) implements AgreementRouting {

        @Override
        public int iterations() {
            return 1;
        }

        @Override
        public Tensor output(Tensor s, RoutingInput input) {
            return s;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, -2, 1})
    void theGainOfAnAgreementRoutingIsWhatEqualCouplingsGive(int couplingAxis) {
        Tape tape = Tape.inference();
        CapsuleShape shape = new CapsuleShape(5, 3, 4, 6);
        RoutingInput input = RoutingInput.of(tape.constant(Nd4j.randn(DataType.DOUBLE, 2, 5, 3)), shape)
                .weights(tape.constant(Nd4j.randn(DataType.DOUBLE, 5, 3, 6, 4)), Transformation.linear())
                .build();
        Plain routing = new Plain(couplingAxis);
        Golden.assertClose(
                "s",
                routing.route(input).poses().array(),
                input.votes().sum().times(routing.gain(shape)).array(),
                1e-12);
    }

    /** Agreement that begins with trained priors, of a shape that is broadcast. */
    record Prior(boolean ofOutputs) implements AgreementRouting {

        @Override
        public int iterations() {
            return 2;
        }

        @Override
        public Tensor initialLogits(RoutingInput input) {
            return input.parameter("prior");
        }

        @Override
        public Tensor output(Tensor s, RoutingInput input) {
            return s.times(s.size(1)).squash();
        }

        @Override
        public List<RoutingParameter> parameters(CapsuleShape shape) {
            return List.of(
                    ofOutputs
                            ? RoutingParameter.bias("prior", Initial.normal(1), shape.outputs())
                            : RoutingParameter.bias("prior", Initial.normal(1), shape.inputs(), shape.outputs()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void initialLogitsAreBroadcastAndTrained(boolean ofOutputs) {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        assertThat(Networks.gradientsAreRight(Networks.small(
                        DataType.DOUBLE,
                        new NoOp(),
                        org.nd4j.linalg.activations.Activation.TANH,
                        new Prior(ofOutputs),
                        new SumRouting(1))))
                .isTrue();
    }

    @Test
    void initialLogitsDecideWhatTheFirstCouplingsAre() {
        Tape tape = Tape.inference();
        INDArray prior = Nd4j.createFromArray(new double[][] {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 1, 1, 1}});
        List<INDArray> seen = new ArrayList<>();
        RoutingInput input = RoutingInput.of(
                        tape.constant(Nd4j.randn(DataType.DOUBLE, 2, 3, 3)), new CapsuleShape(3, 3, 4, 6))
                .weights(tape.constant(Nd4j.randn(DataType.DOUBLE, 3, 3, 6, 4)), Transformation.linear())
                .parameters(Map.of("prior", tape.constant(prior)))
                .probe((name, value) -> seen.add(value.copy()))
                .build();
        new Prior(false).route(input);
        for (int b = 0; b < 2; b++) {
            for (int j = 0; j < 4; j++) {
                assertThat(seen.get(0).getDouble(b, 0, j)).isCloseTo(softmax(prior, 0, j), within(1e-12));
                assertThat(seen.get(0).getDouble(b, 1, j)).isCloseTo(softmax(prior, 1, j), within(1e-12));
            }
        }
    }

    private static double softmax(INDArray logits, int row, int column) {
        double sum = 0;
        for (int k = 0; k < logits.size(1); k++) {
            sum += Math.exp(logits.getDouble(row, k));
        }
        return Math.exp(logits.getDouble(row, column)) / sum;
    }

    /** Breaks the contract in the way that its name says. */
    record Broken(String how) implements Routing {

        @Override
        public RoutingTraits traits() {
            return how.equals("no activations")
                    ? RoutingTraits.standard().with(Activation.PROBABILITY)
                    : RoutingTraits.standard();
        }

        @Override
        public Capsules route(RoutingInput input) {
            Tensor v = input.votes().sum().squash();
            return switch (how) {
                case "null" -> null;
                case "exception" -> throw new ArithmeticException("no root");
                case "activations" -> Capsules.of(v, v.lengths());
                case "state" -> Capsules.of(v).withState("mean", v);
                case "loss" -> Capsules.of(v).withLoss(v);
                default -> Capsules.of(v);
            };
        }
    }

    @Test
    void aBrokenContractNamesTheRoutingItsJarTheLayerAndTheFault() {
        Map<String, String> messages = Map.of(
                "null", "returned null",
                "exception", "throws ArithmeticException: no root. Report this to its author.",
                "no activations", "declares activations of its own in its traits but returned none",
                "activations", "returned activations but declares",
                "state", "new value for \"mean\", which it doesn't declare as state",
                "loss", "returned a loss of shape [2, 5, 6], expected [2]");
        messages.forEach((how, message) -> {
            MultiLayerNetwork network = network(DataType.FLOAT, new Sgd(0.1), new Broken(how), new Broken(how));
            assertThatThrownBy(() -> network.output(Nd4j.rand(2, 1, 12, 12)))
                    .as(how)
                    .isInstanceOf(RoutingFailure.class)
                    .hasMessageContaining("RoutingContractTests$Broken in ")
                    .hasMessageContaining("test-classes")
                    .hasMessageContaining("CapsuleLayer \"hidden\" (layer 2)")
                    .hasMessageContaining(message);
        });
    }

    private static MultiLayerNetwork network(DataType type, IUpdater updater, Routing first, Routing second) {
        return network(type, updater, 6, 8, first, second);
    }

    private static MultiLayerNetwork network(
            DataType type, IUpdater updater, int hidden, int digits, Routing first, Routing second) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(type)
                .updater(updater)
                .list()
                .layer(new FastConvolution.Builder(3, 3)
                        .nOut(4)
                        .activation(org.nd4j.linalg.activations.Activation.TANH)
                        .build())
                .layer(new PrimaryCapsules.Builder(2, 4)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new CapsuleLayer.Builder(5, hidden)
                        .name("hidden")
                        .routing(first)
                        .build())
                .layer(new CapsuleLayer.Builder(3, digits)
                        .name("digits")
                        .routing(second)
                        .build())
                .layer(new CapsuleLengths.Builder().build())
                .layer(new LossLayer.Builder(new MarginLoss())
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1))
                .build());
        network.init();
        return network;
    }
}
