// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.layer.LayerCouplings;
import org.capsnet.core.layer.PrimaryCapsules;
import org.capsnet.core.layer.ReconstructionDecoder;
import org.capsnet.core.routing.RoutingTraits.Couplings;
import org.capsnet.core.routing.Transformation;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.ImageSet;
import org.capsnet.datasets.ImageSetIterator;
import org.capsnet.datasets.ImageShape;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.microscope.Look.Classes;
import org.capsnet.experiments.microscope.Look.Drawings;
import org.capsnet.experiments.microscope.Look.Evidence;
import org.capsnet.experiments.microscope.Look.Layer;
import org.capsnet.experiments.microscope.Look.Path;
import org.capsnet.experiments.microscope.Look.Picture;
import org.capsnet.experiments.runner.TrainedRun;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Looks into a trained network while it looks at one image. */
public final class Microscope {

    @Inject
    Microscope() {}

    /**
     * Looks at a test image of a run.
     *
     * @param number of the image in the test set of the run, from 0
     * @param folders where published sets lie
     * @throws UserError if there is no such image, or the network can't be read
     * @throws org.capsnet.datasets.DataFileException if the images aren't there or are broken
     */
    public Look look(TrainedRun run, int number, DataSetFolders folders) {
        int count = run.cell().configuration().data().testImages();
        if (number < 0 || number >= count) {
            throw new UserError(
                    "--image must be 0 to " + (count - 1) + ", the test images of this run, but is " + number + ".");
        }
        ImageSet images = run.cell().configuration().data().read(folders).test();
        MultiLayerNetwork network = run.network();
        try {
            return new Sight(run, network, images, number).look();
        } finally {
            network.close();
        }
    }

    /** One image before one network. */
    private static final class Sight {

        /** Sabour et al. 2017, figure 4. */
        private static final double FURTHEST = 0.25;

        private static final double MOVE = 0.05;

        private final TrainedRun run;
        private final MultiLayerNetwork network;
        private final ImageSet images;
        private final int number;
        private final INDArray features;
        private final RoutedPoses routed;
        private final List<INDArray> activations;
        private final List<LayerCouplings> couplings;
        private final List<Seen> seen = new ArrayList<>();

        Sight(TrainedRun run, MultiLayerNetwork network, ImageSet images, int number) {
            this.run = run;
            this.network = network;
            this.images = images;
            this.number = number;
            ImageSet one = ImageSet.of(
                    images.name(),
                    images.source(),
                    images.shape(),
                    images.pixels(number),
                    new int[] {images.label(number)},
                    images.classNames());
            features = ImageSetIterator.over(one).batchSize(1).build().next().getFeatures();
            routed = RoutedPoses.watch(network);
            activations = network.feedForward(features, false);
            couplings = LayerCouplings.of(network, features);
        }

        /**
         * A layer of capsules as it is now.
         *
         * @param index in the network
         * @param poses [1, J, D]
         * @param routed what the routing made of the layer below, [1, J, D]: the poses, if nothing passes beside it
         */
        private record Seen(int index, Layer layer, INDArray poses, INDArray routed) {}

        Look look() {
            for (int index = 0; index < network.getnLayers(); index++) {
                see(index);
            }
            Seen last = seen.get(seen.size() - 1);
            Classes classes = classes(last);
            List<Path> paths = new ArrayList<>();
            Optional<Evidence> evidence = Optional.empty();
            double[] winner = new double[0];
            double[] rival = new double[0];
            for (int k = seen.size() - 1; k > 0; k--) {
                Optional<VoteFlow> flow = flow(seen.get(k), seen.get(k - 1));
                if (flow.isEmpty()) {
                    break;
                }
                boolean top = k == seen.size() - 1;
                if (top) {
                    evidence = Optional.of(evidence(flow.get(), classes, last));
                }
                winner = top
                        ? contributions(last, flow.get(), classes, classes.winner())
                        : passOn(seen.get(k), flow.get(), winner);
                rival = top
                        ? contributions(last, flow.get(), classes, classes.rival())
                        : passOn(seen.get(k), flow.get(), rival);
                CapsuleLayer configuration = configuration(seen.get(k));
                paths.add(new Path(
                        seen.get(k - 1).layer(), winner, rival, configuration.inputGrid(), configuration.skip()));
            }
            ImageShape shape = images.shape();
            return new Look(
                    run,
                    new Picture(
                            number,
                            shape.channels(),
                            shape.height(),
                            shape.width(),
                            features.dup('c').reshape(-1).toDoubleVector()),
                    classes,
                    seen.stream().map(Seen::layer).toList(),
                    paths,
                    couplingsTo(last, classes.winner()),
                    equalCoupling(last),
                    evidence,
                    ReconstructionDecoder.of(network).map(decoder -> drawings(decoder, last, classes)));
        }

        private void see(int index) {
            org.deeplearning4j.nn.conf.layers.Layer conf =
                    network.getLayer(index).conf().getLayer();
            boolean own = conf instanceof CapsuleLayer capsules
                    && capsules.routing().traits().ownActivations();
            if (!(conf instanceof CapsuleLayer) && !(conf instanceof PrimaryCapsules)) {
                return;
            }
            INDArray output = activations.get(index + 1).castTo(DataType.DOUBLE); // [1, J, D], D + 1 with activations
            long components = output.size(2);
            INDArray poses = own
                    ? output.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, components - 1))
                    : output;
            INDArray values = own
                    ? output.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(components - 1))
                    : poses.norm2(2);
            seen.add(new Seen(
                    index,
                    new Layer(
                            conf.getLayerName(),
                            (int) poses.size(2),
                            values.reshape(values.length()).toDoubleVector(),
                            !own),
                    poses,
                    routed.of(index).orElse(poses)));
        }

        /** To a class capsule; with a skip, of its length, which isn't made of votes alone. */
        private double[] contributions(Seen last, VoteFlow flow, Classes classes, int number) {
            if (!configuration(last).skip()) {
                return flow.contributions(number);
            }
            double[] alone = new double[classes.activations().length];
            alone[number] = classes.activations()[number];
            return passOn(last, flow, alone);
        }

        /** Through the votes, and beside the routing where the layer has a skip. */
        private double[] passOn(Seen layer, VoteFlow flow, double[] above) {
            if (!configuration(layer).skip()) {
                return flow.passOn(above);
            }
            double[] voted = new double[above.length];
            double[] beside = new double[above.length];
            for (int j = 0; j < above.length; j++) {
                Skipped skipped = Skipped.of(pose(layer.poses(), j), pose(layer.routed(), j));
                voted[j] = above[j] * skipped.voted();
                beside[j] = above[j] * skipped.beside();
            }
            double[] below = flow.passOn(voted);
            for (int j = 0; j < above.length; j++) {
                below[j] += beside[j];
            }
            return below;
        }

        private Classes classes(Seen last) {
            double[] values = last.layer().activations();
            int label = images.label(number);
            List<Integer> order = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Collections.reverseOrder((a, b) -> Double.compare(values[a], values[b])))
                    .toList();
            int winner = order.get(0);
            int next = values.length > 1 ? order.get(1) : winner;
            return new Classes(
                    images.classNames(), values, last.layer().lengths(), label, winner, winner == label ? next : label);
        }

        private CapsuleLayer configuration(Seen layer) {
            return (CapsuleLayer) network.getLayer(layer.index()).conf().getLayer();
        }

        private Optional<VoteFlow> flow(Seen layer, Seen below) {
            Transformation transformation =
                    configuration(layer).routing().traits().transformation();
            // What a layer gets isn't what the capsules below are, where a norm lies between.
            INDArray inputs = activations
                    .get(layer.index())
                    .get(
                            NDArrayIndex.all(),
                            NDArrayIndex.all(),
                            NDArrayIndex.interval(0, below.poses().size(2)));
            return VoteFlow.of(
                    transformation,
                    network.getLayer(layer.index()).getParam("W"),
                    inputs,
                    layer.routed(),
                    of(layer).map(LayerCouplings::last));
        }

        private Optional<LayerCouplings> of(Seen layer) {
            return couplings.stream()
                    .filter(each -> each.layer() == layer.index())
                    .findFirst();
        }

        private List<double[]> couplingsTo(Seen layer, int capsule) {
            return of(layer)
                    .map(each -> each.iterations().stream()
                            .map(values -> values.get(
                                            NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(capsule))
                                    .toDoubleVector())
                            .toList())
                    .orElse(List.of());
        }

        private OptionalDouble equalCoupling(Seen layer) {
            return configuration(layer).routing().traits().couplings() == Couplings.OUTPUTS
                    ? OptionalDouble.of(1.0 / layer.layer().capsules())
                    : OptionalDouble.empty();
        }

        private static Evidence evidence(VoteFlow flow, Classes classes, Seen last) {
            return new Evidence(
                    flow.contributions(classes.winner()),
                    flow.contributions(classes.rival()),
                    flow.alignment(classes.winner()),
                    VotePlane.of(flow.votesFor(classes.winner()), pose(last.routed(), classes.winner())));
        }

        private static double[] pose(INDArray poses, int capsule) {
            return poses.get(NDArrayIndex.point(0), NDArrayIndex.point(capsule)).toDoubleVector();
        }

        private Drawings drawings(ReconstructionDecoder decoder, Seen last, Classes classes) {
            double[] pose = pose(last.poses(), classes.winner());
            double[] winner = draw(decoder, List.of(pose), classes.winner()).get(0);
            double[] rival = draw(decoder, List.of(pose(last.poses(), classes.rival())), classes.rival())
                    .get(0);
            INDArray difference = Nd4j.createFromArray(winner)
                    .sub(features.dup('c').reshape(-1).castTo(DataType.DOUBLE));
            List<Double> moves = IntStream.rangeClosed(
                            (int) -Math.round(FURTHEST / MOVE), (int) Math.round(FURTHEST / MOVE))
                    .mapToObj(step -> step * MOVE)
                    .toList();
            List<List<double[]>> moved = IntStream.range(0, pose.length)
                    .mapToObj(dimension -> draw(
                            decoder,
                            moves.stream()
                                    .map(move -> moved(pose, dimension, move))
                                    .toList(),
                            classes.winner()))
                    .toList();
            return new Drawings(
                    winner, rival, difference.mul(difference).sumNumber().doubleValue(), moves, moved);
        }

        private static double[] moved(double[] pose, int dimension, double move) {
            double[] other = pose.clone();
            other[dimension] += move;
            return other;
        }

        private static List<double[]> draw(ReconstructionDecoder decoder, List<double[]> poses, int capsule) {
            INDArray drawn = decoder.images(Nd4j.createFromArray(poses.toArray(new double[0][])), capsule);
            return IntStream.range(0, poses.size())
                    .mapToObj(row -> drawn.getRow(row).toDoubleVector())
                    .toList();
        }
    }
}
